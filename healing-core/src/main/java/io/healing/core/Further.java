package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Counter;
import io.healing.api.store.SuggestionEntry;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether Healing may try again by itself after a change of its own that did not help. */
final class Further {
  private final Rooms rooms;

  Further(Rooms rooms) {
    this.rooms = rooms;
  }

  /** In one sentence; empty when it will not. */
  String of(ActionEntry entry) {
    String key = entry.detail().incidentKey();
    return key == null || !alone(entry) ? "" : of(key, new Subject(entry.row().jobId()));
  }

  /** The same after a change that could not be made; a step of a procedure is only a part. */
  String of(Treatment treatment) {
    String key = treatment.counterKey();
    if (key == null || !treatment.automatic()) {
      return "";
    }
    return treatment.counting() == Treatment.Counting.WHOLE
        ? of(key, treatment.subject())
        : "its recovery procedure goes on or ends by itself, and you are told how it ended.";
  }

  private String of(String key, Subject subject) {
    return rooms.store().counters().find(key).map(counter -> of(subject, counter)).orElse("");
  }

  private boolean alone(ActionEntry entry) {
    Optional<SuggestionEntry> behind = rooms.store().suggestions().find(entry.row().suggestionId());
    return behind.filter(suggestion -> "auto".equals(suggestion.row().reviewedBy())).isPresent();
  }

  private String of(Subject subject, Counter counter) {
    int most =
        Math.min(
            rooms.config().selfHealing().recovery().maxRetryAttempts(),
            rooms.healing(subject).remediation().maxAttempts());
    boolean over = counter.breakerOpenedAt() != null || counter.attempts() >= most;
    return over
        ? ""
        : "Healing may try again by itself, attempt %d of %d%s; a person need not wait for it."
            .formatted(counter.attempts() + 1, most, notBefore(counter.coolDownUntil()));
  }

  private String notBefore(@Nullable Instant until) {
    return until == null || !until.isAfter(rooms.now()) ? "" : ", not before " + until;
  }
}
