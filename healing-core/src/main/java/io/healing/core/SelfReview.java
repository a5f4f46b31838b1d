package io.healing.core;

import io.healing.api.act.VerificationState;
import io.healing.api.detect.Monitor;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.learn.OwnFigures;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What Healing would set otherwise for itself, from what the store tells of it. */
final class SelfReview {
  private static final int MOST = 1_000;

  private final Rooms rooms;

  SelfReview(Rooms rooms) {
    this.rooms = rooms;
  }

  Analysis analysis() {
    Analysis analysis = Analysis.none();
    for (Proposal proposal : rooms.learning().improvements(figures())) {
      analysis = analysis.withProposal(proposal);
    }
    return analysis;
  }

  private OwnFigures figures() {
    return new OwnFigures(
        rooms.config().selfHealing(),
        rooms.store().incidents().page(Page.newest(MOST)),
        Trials.newest(rooms.store(), rooms.config()),
        rooms.store().suggestions().page(Page.newest(MOST)).stream()
            .flatMap(entry -> approved(entry).stream())
            .toList(),
        monitors(),
        metric -> rooms.store().metrics().newest(metric, MOST));
  }

  private Map<String, Duration> monitors() {
    Map<String, Duration> monitors = new HashMap<>();
    for (Monitor monitor : rooms.plugins().of(Monitor.class)) {
      monitors.put(monitor.id(), monitor.interval());
    }
    return monitors;
  }

  private Optional<OwnFigures.Approved> approved(SuggestionEntry entry) {
    Long action = entry.row().actionId();
    return action == null || !"human".equals(entry.row().reviewedBy())
        ? Optional.empty()
        : rooms
            .store()
            .actions()
            .find(action)
            .flatMap(Trials::outcome)
            .map(state -> approved(entry, state));
  }

  private static OwnFigures.Approved approved(SuggestionEntry entry, VerificationState state) {
    return new OwnFigures.Approved(
        entry.detail().confidence(), state == VerificationState.VERIFIED);
  }
}
