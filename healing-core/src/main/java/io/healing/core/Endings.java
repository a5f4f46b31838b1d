package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.detect.Incident;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.Page;
import io.healing.api.store.StoreException;
import io.healing.api.store.SuggestionEntry;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks from time to time which incidents have ended, wherever that was: they are over here, and
 * what was suggested for them is no longer wanted.
 */
final class Endings {
  /** A row may be seen a while after the moment that it bears. */
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private static final RedactedLog LOG = RedactedLog.of(Endings.class);
  private static final int MOST = 1_000;

  private final Rooms rooms;
  private Instant from;

  Endings(Rooms rooms, Instant from) {
    this.rooms = rooms;
    this.from = from;
  }

  void look(Instant now) {
    rooms.store().incidents().endedSince(from).forEach(this::over);
    from = now.minus(OVERLAP);
  }

  private void over(Incident ended) {
    rooms.detection().find(ended.id()).ifPresent(rooms.ledger()::endedElsewhere);
    Page pending = Page.newest(MOST).of(ended.subject()).in(SuggestionStatus.PENDING.word());
    rooms.store().suggestions().page(pending).stream()
        .filter(entry -> ended.id().equals(entry.detail().incidentId()))
        .forEach(entry -> supersede(entry, ended));
  }

  private void supersede(SuggestionEntry entry, Incident ended) {
    try {
      rooms.reviewing().supersede(entry, "the incident " + ended.id() + " is over");
    } catch (StoreException e) {
      throw e;
    } catch (HealingException decided) {
      rooms.log(LOG).debug("s{} was decided at the same moment: {}", entry.row().id(), decided);
    }
  }
}
