package io.healing.core;

import io.healing.api.Target;
import io.healing.api.detect.MetricName;
import io.healing.api.diagnose.ChangeKind;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.api.store.StoreException;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether what a metric shows was changed on purpose: by an action of Healing or of a person, by
 * taking one back, or by a change of a setting that the program told of and that names it.
 */
final class KnownChanges {
  /** So long after a change what it touches may look unusual because of it. */
  private static final Duration AFTER = Duration.ofMinutes(10);

  private static final int MOST = 100;
  private static final RedactedLog LOG = RedactedLog.of(KnownChanges.class);

  private final HealingStore store;

  KnownChanges(HealingStore store) {
    this.store = store;
  }

  /** Whether a change shortly before this moment explains that the metric is unusual. */
  boolean explain(String metric, Instant at) {
    String which =
        metric.substring(Math.min(metric.length(), MetricName.word(metric).length() + 1));
    try {
      return told(metric, which, at) || (!which.isEmpty() && made(which, at));
    } catch (StoreException e) {
      LOG.debug("Whether a change explains {} cannot be read: {}", metric, e);
      return false;
    }
  }

  /** A deploy explains nothing: that a number is unusual after it is worth knowing. */
  private boolean told(String metric, String which, Instant at) {
    return store.changes().between(at.minus(AFTER), at, MOST).stream()
        .filter(change -> change.kind() == ChangeKind.CONFIGURATION)
        .anyMatch(change -> change.touches().contains(which) || change.touches().contains(metric));
  }

  private boolean made(String which, Instant at) {
    return store.actions().page(Page.newest(MOST)).stream()
        .filter(action -> names(action.detail().target(), which))
        .anyMatch(action -> lately(action, at));
  }

  private static boolean names(Target target, String which) {
    return target.name().equals(which) || target.toString().equals(which);
  }

  /** The change itself, or that it was taken back. */
  private static boolean lately(ActionEntry action, Instant at) {
    Instant from = at.minus(AFTER);
    Instant back = action.row().rolledBackAt();
    return !action.row().createdAt().isBefore(from) || (back != null && !back.isBefore(from));
  }
}
