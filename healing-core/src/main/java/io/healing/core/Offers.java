package io.healing.core;

import io.healing.api.act.RecoveryProcedure;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The declared procedures in the store: a row for each, and which suggestions begin one. */
final class Offers {
  private static final Duration SWEEP = Duration.ofHours(1);

  private final Rooms rooms;
  private final Courses courses;
  private Instant nextSweep = Instant.MIN;

  Offers(Rooms rooms, Courses courses) {
    this.rooms = rooms;
    this.courses = courses;
  }

  /** Every declared procedure gets its row, with what was measured of it before. */
  void begin() {
    if (Statuses.observeOnly(rooms.store().info()) == null) {
      rooms.store().transaction(this::rows);
    }
  }

  private boolean rows() {
    List<RecoveryProcedure> known = rooms.store().procedures().all();
    rooms.procedures().all().stream()
        .map(spec -> rooms.procedures().row(spec, known, rooms.now()))
        .filter(row -> !known.contains(row))
        .forEach(rooms.store().procedures()::save);
    return true;
  }

  /** Notes which suggestions are first steps of procedures. */
  void note(List<Proposed> proposed) {
    for (Proposed each : proposed) {
      SuggestionEntry entry = each.suggestion();
      Optional<String> procedure = each.planned().proposal().procedure();
      if (entry != null && each.planned().plan() != null) {
        procedure.ifPresent(name -> courses.offer(entry.row().id(), name));
      }
    }
  }

  /** Forgets those that were decided on otherwise, now and then. */
  void look(Instant now) {
    if (Times.come(nextSweep, SWEEP, now)) {
      nextSweep = now.plus(SWEEP);
      courses.sweep(this::open);
    }
  }

  private boolean open(long suggestion) {
    return rooms
        .store()
        .suggestions()
        .find(suggestion)
        .map(entry -> entry.row().status())
        .filter(s -> s == SuggestionStatus.PENDING || s == SuggestionStatus.APPROVED)
        .isPresent();
  }
}
