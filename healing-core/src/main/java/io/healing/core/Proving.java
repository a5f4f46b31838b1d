package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.IncidentState;
import io.healing.api.job.JobRun;
import io.healing.api.notify.NotificationKind;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Counter;
import io.healing.core.act.World;
import io.healing.core.learn.Repair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was done helped: observations decide, never the action's own word. What did not help
 * is taken back where that can be done.
 */
final class Proving {
  private static final int RUNS = 50;

  private final Rooms rooms;
  private final Watching watching;
  private final Telling telling;
  private final WantedUndos wanted;
  private final TakingBack takingBack;

  Proving(Rooms rooms, Watching watching, Telling telling) {
    this.rooms = rooms;
    this.watching = watching;
    this.telling = telling;
    wanted = new WantedUndos(rooms.store().states());
    takingBack = new TakingBack(rooms, telling, wanted);
  }

  /** Judges every action whose effect is awaited and whose subject this process observes. */
  void verify(Instant now) {
    for (ActionEntry entry : rooms.pending().awaited()) {
      if (rooms.observes(entry.row().jobId())) {
        judge(entry, now);
      }
    }
    takingBack.look(now);
    rooms.detection().active().stream().filter(this::takenBackUntold).forEach(this::reopen);
  }

  /** Whether an incident waits for the effect of an action that a person has taken back. */
  private boolean takenBackUntold(Incident incident) {
    List<Long> actions = incident.recoveryActions();
    if (incident.state() != IncidentState.VERIFYING || actions.isEmpty()) {
      return false;
    }
    long last = actions.get(actions.size() - 1);
    boolean awaited = rooms.pending().awaited().stream().anyMatch(e -> e.row().id() == last);
    return !awaited
        && rooms
            .store()
            .actions()
            .find(last)
            .filter(entry -> entry.row().status() == ActionStatus.ROLLED_BACK)
            .filter(e -> e.detail().verification().state() == VerificationState.NONE)
            .isPresent();
  }

  private void judge(ActionEntry entry, Instant now) {
    Subject subject = new Subject(entry.row().jobId());
    Verification asked = entry.detail().verification();
    List<JobRun> runs =
        subject.isJob()
            ? rooms.store().runs().since(subject.name(), asked.since(), RUNS)
            : List.of();
    Instant looked = watching.lookedAt(monitor(entry));
    boolean late = !now.isBefore(asked.deadline());
    if (late || seenSince(entry, runs, looked)) {
      judge(entry, world(entry, runs, looked));
    } else {
      watching.lookNow();
    }
  }

  /** Judges one action by what was seen. */
  void judge(ActionEntry entry, World world) {
    rooms.acting().judge(entry, world).ifPresent(answer -> decided(entry, answer));
  }

  /**
   * Whether every monitor has looked since the last of these runs ended and that was told. One that
   * ends in the future, because a clock was set back, is not waited for.
   */
  private boolean seenSince(ActionEntry entry, List<JobRun> runs, Instant looked) {
    Instant now = rooms.now();
    return watching.lookedSinceLastEnd(entry.row().jobId(), monitor(entry))
        && runs.stream()
            .map(JobRun::finishedAt)
            .noneMatch(ended -> ended != null && ended.isAfter(looked) && !ended.isAfter(now));
  }

  private @Nullable String monitor(ActionEntry entry) {
    return incident(entry).map(Incident::monitor).orElse(null);
  }

  private World world(ActionEntry entry, List<JobRun> runs, Instant looked) {
    Subject subject = new Subject(entry.row().jobId());
    List<Incident> active =
        rooms.detection().active().stream().filter(i -> i.subject().equals(subject)).toList();
    Optional<Incident> own = incident(entry);
    return new World(runs, active, own.map(Incident::severity).orElse(null), looked, rooms.now());
  }

  private Optional<Incident> incident(ActionEntry entry) {
    return Optional.ofNullable(entry.detail().incidentId()).flatMap(rooms.detection()::find);
  }

  private void decided(ActionEntry entry, Verification answer) {
    Instant now = rooms.now();
    Optional<ActionEntry> judged =
        rooms.store().transaction(() -> keep(entry.row().id(), answer, now));
    rooms.pending().answered(entry.row().id());
    judged.ifPresent(next -> told(next, answer, now));
  }

  /** Empty when somebody took the action back, or judged it, since it was read. */
  private Optional<ActionEntry> keep(long id, Verification answer, Instant now) {
    Optional<ActionEntry> awaited =
        rooms
            .store()
            .actions()
            .find(id)
            .filter(e -> e.detail().verification().state() == VerificationState.PENDING);
    if (awaited.isEmpty()) {
      return awaited;
    }
    ActionEntry entry = awaited.get();
    ActionEntry next = new ActionEntry(entry.row(), entry.detail().withVerification(answer));
    rooms.store().actions().update(next);
    count(next, now);
    if (answer.state() == VerificationState.INEFFECTIVE && undoable(entry)) {
      wanted.add(id);
    }
    return Optional.of(next);
  }

  private void told(ActionEntry entry, Verification answer, Instant now) {
    Subject subject = new Subject(entry.row().jobId());
    String reference = "a" + entry.row().id();
    String words = answer.state().word() + ": " + answer.reason();
    rooms.announcer().say(HealingEvent.Step.VERIFIED, subject, reference, words);
    learn(entry);
    follow(entry, now);
  }

  private void count(ActionEntry entry, Instant now) {
    String key = entry.detail().incidentKey();
    if (key != null) {
      Counter counter = rooms.store().counters().find(key).orElse(Counter.none(key));
      VerificationState state = entry.detail().verification().state();
      rooms.store().counters().save(rooms.deciding().judged(counter, state, now));
    }
  }

  private void learn(ActionEntry entry) {
    VerificationState state = entry.detail().verification().state();
    incident(entry)
        .flatMap(
            incident ->
                rooms
                    .learning()
                    .learned(
                        rooms.store().procedures().all(),
                        incident.findingId(),
                        entry.row().actionType(),
                        state))
        .ifPresent(rooms.store().procedures()::save);
  }

  private void follow(ActionEntry entry, Instant now) {
    VerificationState state = entry.detail().verification().state();
    Subject subject = new Subject(entry.row().jobId());
    Optional<Incident> incident = incident(entry);
    String did = entry.row().actionType() + " on " + entry.detail().target() + ": ";
    String outcome = did + state.word() + ", " + entry.detail().verification().reason();
    if (state == VerificationState.VERIFIED) {
      incident.ifPresent(i -> verified(i, now));
      incident.ifPresent(i -> telling.about(NotificationKind.SUCCESS, i, outcome));
      return;
    }
    incident.ifPresent(this::reopen);
    incident.ifPresentOrElse(
        i -> telling.about(NotificationKind.GIVE_UP, i, outcome),
        () -> telling.tell(NotificationKind.GIVE_UP, subject, did + state.word(), outcome));
    takingBack.look(now);
  }

  private void verified(Incident incident, Instant now) {
    Duration took = Duration.between(incident.detectedAt(), now);
    int attempts = Math.max(1, incident.recoveryActions().size());
    int most = rooms.situations().remediation(incident.subject()).maxAttempts();
    Repair repair = new Repair(VerificationState.VERIFIED, took, attempts, most);
    rooms
        .ledger()
        .end(
            incident
                .ended(IncidentEnd.VERIFIED, now)
                .withEffectiveness(rooms.learning().score(repair)));
  }

  private void reopen(Incident incident) {
    if (!incident.ended()) {
      rooms.ledger().keep(incident.withState(IncidentState.OPEN));
    }
  }

  private boolean undoable(ActionEntry entry) {
    return rooms.config().selfHealing().recovery().rollbackEnabled() && entry.row().canRollback();
  }
}
