package io.healing.core;

import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import io.healing.api.store.ActionEntry;
import io.healing.core.learn.Repair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was judged with all that follows from it, in one transaction: all of it or nothing.
 */
final class Verdicts {
  private final Rooms rooms;
  private final WantedUndos wanted;

  /**
   * A verdict that is stored.
   *
   * @param entry the action as it is now
   * @param incident its incident as it is now, or null when it had ended before or there is none
   */
  record Kept(ActionEntry entry, @Nullable Incident incident) {}

  Verdicts(Rooms rooms, WantedUndos wanted) {
    this.rooms = rooms;
    this.wanted = wanted;
  }

  /** Empty when somebody took the action back, or judged it, since it was read. */
  Optional<Kept> keep(long id, Verification answer) {
    return rooms
        .store()
        .transaction(
            () ->
                rooms
                    .store()
                    .actions()
                    .find(id)
                    .filter(e -> e.detail().verification().state() == VerificationState.PENDING)
                    .map(e -> keep(e, answer)));
  }

  /**
   * Keeps one answer for all that a procedure changed: it is counted and learned from once, and all
   * of it is to be taken back when it did not help.
   *
   * @param ids in the order in which they were made; at least one
   * @param also what else follows from it, in the same transaction
   */
  Optional<Kept> keepAll(List<Long> ids, Verification answer, Runnable also) {
    return rooms
        .store()
        .transaction(
            () -> {
              also.run();
              return all(ids, answer);
            });
  }

  private Optional<Kept> all(List<Long> ids, Verification answer) {
    Optional<Kept> kept = Optional.empty();
    for (int i = 0; i < ids.size(); i++) {
      Optional<ActionEntry> awaited =
          rooms
              .store()
              .actions()
              .find(ids.get(i))
              .filter(e -> e.detail().verification().state() == VerificationState.PENDING);
      if (i == ids.size() - 1) {
        kept = awaited.map(entry -> keep(entry, answer));
      } else {
        awaited.ifPresent(entry -> keepPart(entry, answer));
      }
    }
    return kept;
  }

  private void keepPart(ActionEntry entry, Verification answer) {
    Verification its =
        entry.detail().verification().decided(answer.state(), rooms.now(), answer.reason());
    rooms
        .store()
        .actions()
        .update(new ActionEntry(entry.row(), entry.detail().withVerification(its)));
    SeverityBars.over(rooms.store().states(), entry.row().id());
    if (answer.state() == VerificationState.INEFFECTIVE && undoable(entry)) {
      wanted.add(entry.row().id());
    }
  }

  private Kept keep(ActionEntry awaited, Verification answer) {
    VerificationState state = answer.state();
    ActionEntry entry = new ActionEntry(awaited.row(), awaited.detail().withVerification(answer));
    rooms.store().actions().update(entry);
    SeverityBars.over(rooms.store().states(), entry.row().id());
    count(entry, state);
    Optional<Incident> incident =
        Optional.ofNullable(entry.detail().incidentId()).flatMap(rooms.detection()::find);
    incident.ifPresent(i -> learn(entry, i, state));
    Incident next = incident.map(i -> rooms.ledger().write(after(i, entry))).orElse(null);
    if (state == VerificationState.INEFFECTIVE && undoable(entry)) {
      wanted.add(entry.row().id());
    }
    return new Kept(entry, next);
  }

  private boolean undoable(ActionEntry entry) {
    return rooms.config().selfHealing().recovery().rollbackEnabled() && entry.row().canRollback();
  }

  private void count(ActionEntry entry, VerificationState state) {
    String key = entry.detail().incidentKey();
    if (key != null) {
      rooms.count(key, state);
    }
  }

  private void learn(ActionEntry entry, Incident incident, VerificationState state) {
    rooms
        .learning()
        .learned(
            rooms.store().procedures().all(), incident.findingId(), entry.row().actionType(), state)
        .ifPresent(rooms.store().procedures()::save);
  }

  /** One that names others still goes on with them. */
  private Incident after(Incident incident, ActionEntry entry) {
    boolean others = incident.clearSince() == null && !incident.names(entry.detail().target());
    return others
        ? incident.withState(IncidentState.OPEN)
        : after(incident, entry.detail().verification().state());
  }

  private Incident after(Incident incident, VerificationState state) {
    return state == VerificationState.VERIFIED
        ? verified(incident)
        : incident.withState(IncidentState.OPEN);
  }

  private Incident verified(Incident incident) {
    Instant now = rooms.now();
    Duration took = Duration.between(incident.detectedAt(), now);
    int attempts = Trials.attempts(incident.recoveryActions(), rooms.store().actions()::find);
    int most = Trials.most(rooms.config(), incident.subject());
    Repair repair = new Repair(VerificationState.VERIFIED, took, attempts, most);
    return incident
        .ended(IncidentEnd.VERIFIED, now)
        .withEffectiveness(rooms.learning().score(repair));
  }

  /**
   * What an incident that waits for an effect is to be when none is awaited any more: its action
   * was taken back, or judged by another process or a release that did not keep both together.
   *
   * @return empty while an effect is awaited, and where only a newer release knows the answer
   */
  Optional<Incident> overdue(Incident incident) {
    List<VerificationState> states =
        incident.recoveryActions().stream()
            .flatMap(id -> rooms.store().actions().find(id).stream())
            .map(entry -> entry.detail().verification().state())
            .toList();
    VerificationState last =
        states.isEmpty() ? VerificationState.NONE : states.get(states.size() - 1);
    boolean open = states.contains(VerificationState.PENDING) || last == VerificationState.UNKNOWN;
    return open ? Optional.empty() : Optional.of(after(incident, last));
  }
}
