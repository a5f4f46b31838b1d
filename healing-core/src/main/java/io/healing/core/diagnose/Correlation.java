package io.healing.core.diagnose;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.ChangeEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds incidents that seem to have the same cause. Two that began within an hour score 0.3 for the
 * same known type of error, 0.2 for the same subject or for subjects that depend on each other or
 * share what they use, 0.1 for severities at most one step apart, up to 0.2 for the share of
 * evidence keys they have in common (Jaccard), 0.2 for less than 300 s between them, or 0.1 for
 * less than 900 s, and 0.1 when the same change came last before both and concerns both. More than
 * 0.5 is correlated, and so is what hangs under the same incident. Two of unknown type are not of
 * the same type.
 */
final class Correlation {
  private static final double THRESHOLD = 0.5;
  private static final double ROUNDING = 1e-9;
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration NEAR = Duration.ofMinutes(5);
  private static final Duration CLOSE = Duration.ofMinutes(15);

  private final Diagnosing.Around around;

  Correlation(Diagnosing.Around around) {
    this.around = around;
  }

  /** The ids of the others that are correlated, in the order given. */
  List<String> with(Incident incident) {
    return around.incidents().stream()
        .filter(other -> !other.id().equals(incident.id()))
        .filter(other -> together(incident, other))
        .map(Incident::id)
        .toList();
  }

  private boolean together(Incident a, Incident b) {
    boolean hangs =
        b.id().equals(a.causeId())
            || a.id().equals(b.causeId())
            || (a.causeId() != null && a.causeId().equals(b.causeId()));
    return hangs || score(a, b) > THRESHOLD + ROUNDING;
  }

  double score(Incident a, Incident b) {
    Duration apart = Duration.between(a.detectedAt(), b.detectedAt()).abs();
    if (apart.compareTo(WINDOW) > 0) {
      return 0;
    }
    return type(a, b)
        + (near(a.subject(), b.subject()) ? 0.2 : 0)
        + severity(a, b)
        + 0.2 * keys(a, b)
        + time(apart)
        + change(a, b);
  }

  private static double type(Incident a, Incident b) {
    return a.errorType() == b.errorType() && a.errorType() != ErrorType.UNKNOWN ? 0.3 : 0;
  }

  /** The same, one uses the other, or both use the same. */
  private boolean near(Subject a, Subject b) {
    Set<String> ofA = withItself(a);
    ofA.retainAll(withItself(b));
    return !ofA.isEmpty();
  }

  private Set<String> withItself(Subject subject) {
    Set<String> names = new HashSet<>(around.uses().apply(subject));
    names.add(subject.name());
    return names;
  }

  private double change(Incident a, Incident b) {
    Optional<ChangeEvent> last = before(a);
    return last.isPresent() && last.equals(before(b)) ? 0.1 : 0;
  }

  private Optional<ChangeEvent> before(Incident incident) {
    Set<String> names = withItself(incident.subject());
    return around.changes().stream()
        .filter(change -> !change.at().isAfter(incident.detectedAt()))
        .filter(
            change ->
                change.touches().isEmpty() || change.touches().stream().anyMatch(names::contains))
        .findFirst();
  }

  private static double severity(Incident a, Incident b) {
    return Math.abs(a.severity().compareTo(b.severity())) <= 1 ? 0.1 : 0;
  }

  private static double keys(Incident a, Incident b) {
    Set<String> all = new HashSet<>(a.evidence().keySet());
    all.addAll(b.evidence().keySet());
    Set<String> common = new HashSet<>(a.evidence().keySet());
    common.retainAll(b.evidence().keySet());
    return all.isEmpty() ? 0 : (double) common.size() / all.size();
  }

  private static double time(Duration apart) {
    if (apart.compareTo(NEAR) < 0) {
      return 0.2;
    }
    return apart.compareTo(CLOSE) < 0 ? 0.1 : 0;
  }
}
