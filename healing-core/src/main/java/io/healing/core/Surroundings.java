package io.healing.core;

import io.healing.api.detect.Incident;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.core.diagnose.Diagnosing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What else is going on while something is wrong: other incidents, shared things, changes. */
final class Surroundings {
  private static final Duration LOOK_BACK = Duration.ofHours(24);
  private static final int MOST_CHANGES = 100;

  private final Rooms rooms;

  Surroundings(Rooms rooms) {
    this.rooms = rooms;
  }

  /** What was changed on purpose in the day before it began; nothing without an incident. */
  List<ChangeEvent> changesBefore(@Nullable Incident incident) {
    if (incident == null) {
      return List.of();
    }
    Instant began = incident.detectedAt();
    return rooms.store().changes().between(began.minus(LOOK_BACK), began, MOST_CHANGES);
  }

  Diagnosing.Around around(List<ChangeEvent> changes) {
    return new Diagnosing.Around(rooms.store().incidents().active(), rooms::uses, changes);
  }
}
