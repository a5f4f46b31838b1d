package io.healing.core;

import io.healing.api.detect.Incident;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks from time to time which incidents have ended, wherever that was: they are over here, and
 * what was suggested for them is no longer wanted.
 */
final class Endings {
  /** A row may be seen a while after the moment that it bears. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private final Rooms rooms;
  private final Withdrawing withdrawing;
  private Instant from;

  Endings(Rooms rooms, Instant from) {
    this.rooms = rooms;
    withdrawing = new Withdrawing(rooms);
    this.from = from;
  }

  void look(Instant now) {
    rooms.store().incidents().endedSince(from).forEach(this::over);
    from = now.minus(OVERLAP);
  }

  private void over(Incident ended) {
    rooms.detection().find(ended.id()).ifPresent(rooms.ledger()::endedElsewhere);
    withdrawing.of(ended, "the incident " + ended.id() + " is over");
  }
}
