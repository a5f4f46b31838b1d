package io.healing.core;

import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.store.HealingStore;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which incident hangs under which, in words for a person. */
final class Hanging {
  private static final int NAMED = 20;
  private static final Duration SOON = Duration.ofSeconds(10);

  private Hanging() {}

  /** The one under which it hangs; empty without one. */
  static String over(Incident incident, HealingStore store) {
    return Optional.ofNullable(incident.causeId())
        .flatMap(store.incidents()::find)
        .map(cause -> words(cause) + ": " + cause.message())
        .orElse("");
  }

  /** Those that hang under it and have not ended; empty without one. */
  static String under(Incident incident, HealingStore store) {
    return store.incidents().active().stream()
        .filter(other -> incident.id().equals(other.causeId()))
        .limit(NAMED)
        .map(other -> words(other) + " of " + other.subject())
        .collect(Collectors.joining(", "));
  }

  /** What is decided about a consequence: its cause comes first. */
  static Decision waits(Incident cause) {
    String words = cause.id() + " (" + cause.findingId() + "): " + cause.message();
    return new Decision.CheckAgain(SOON, BlockReason.CONSEQUENCE, words);
  }

  private static String words(Incident incident) {
    return incident.id() + " " + incident.findingId();
  }
}
