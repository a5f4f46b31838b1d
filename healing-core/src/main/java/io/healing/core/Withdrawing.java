package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.detect.Incident;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.Page;
import io.healing.api.store.StoreException;
import io.healing.api.store.SuggestionEntry;

/** Takes back what waits for a person's answer and is no longer wanted. */
final class Withdrawing {
  private static final RedactedLog LOG = RedactedLog.of(Withdrawing.class);
  private static final int MOST = 1_000;

  private final Rooms rooms;

  Withdrawing(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Takes back all that waits for an incident; what a person approved stays. */
  void of(Incident incident, String why) {
    Page pending = Page.newest(MOST).of(incident.subject()).in(SuggestionStatus.PENDING.word());
    rooms.store().suggestions().page(pending).stream()
        .filter(entry -> incident.id().equals(entry.detail().incidentId()))
        .forEach(entry -> supersede(entry, why));
  }

  private void supersede(SuggestionEntry entry, String why) {
    try {
      rooms.reviewing().supersede(entry, why);
    } catch (StoreException e) {
      throw e;
    } catch (HealingException decided) {
      rooms.log(LOG).debug("s{} was decided at the same moment: {}", entry.row().id(), decided);
    }
  }
}
