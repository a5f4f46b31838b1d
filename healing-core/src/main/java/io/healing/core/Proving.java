package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.job.JobRun;
import io.healing.api.notify.NotificationKind;
import io.healing.api.store.ActionEntry;
import io.healing.core.act.World;
import io.healing.core.detect.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was done helped: observations decide, never the action's own word. What did not help
 * is taken back where that can be done.
 */
final class Proving {
  private static final RedactedLog LOG = RedactedLog.of(Proving.class);
  private static final int RUNS = 50;

  private final Rooms rooms;
  private final Watching watching;
  private final Telling telling;
  private final Courses courses;
  private final Verdicts verdicts;
  private final TakingBack takingBack;
  private final TimedChanges timed;
  private final Further further;

  Proving(Rooms rooms, Watching watching, Telling telling, Courses courses) {
    this.rooms = rooms;
    this.courses = courses;
    this.watching = watching;
    this.telling = telling;
    WantedUndos wanted = new WantedUndos(rooms.store().states(), rooms.stored());
    verdicts = new Verdicts(rooms, wanted);
    takingBack = new TakingBack(rooms, telling, wanted);
    timed = new TimedChanges(rooms, wanted);
    further = new Further(rooms);
  }

  /** Judges every action whose effect is awaited and whose subject this process observes. */
  void verify(Instant now) {
    for (ActionEntry entry : rooms.pending().awaited()) {
      if (rooms.observes(entry.row().jobId()) && alone(entry)) {
        judge(entry, now);
      }
    }
    timed.look(now);
    takingBack.look(now);
    rooms.detection().active().stream()
        .filter(incident -> incident.state() == IncidentState.VERIFYING)
        .filter(incident -> !courses.holds(incident.id()))
        .forEach(this::goOn);
  }

  /** At the end: puts back what was wanted for a time only, within this time. */
  void putBack(Duration patience) {
    FutureTask<Boolean> ending = new FutureTask<>(timed::endAll, true);
    Thread last = new Thread(ending, "healing-last-undo");
    last.setDaemon(true);
    last.start();
    try {
      ending.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      rooms.log(LOG).warn("What was for a time only could not be put back at the end: {}", e);
    }
  }

  /** What a procedure changes is judged with all of it. */
  private boolean alone(ActionEntry entry) {
    String incident = entry.detail().incidentId();
    return incident == null || !courses.holds(incident);
  }

  /** An incident that waits for an effect which nobody awaits any more goes on its way. */
  private void goOn(Incident incident) {
    boolean awaited =
        rooms.pending().awaited().stream()
            .anyMatch(entry -> incident.id().equals(entry.detail().incidentId()));
    if (!awaited) {
      verdicts.overdue(incident).ifPresent(rooms.ledger()::settle);
    }
  }

  private void judge(ActionEntry entry, Instant now) {
    answer(entry, now).ifPresent(answer -> decided(entry, answer));
  }

  /** Whether what was done helped; empty while that cannot be told. */
  Optional<Verification> answer(ActionEntry entry, Instant now) {
    Subject subject = new Subject(entry.row().jobId());
    Verification asked = entry.detail().verification();
    List<JobRun> runs =
        subject.isJob()
            ? rooms.store().runs().since(subject.name(), asked.since(), RUNS)
            : List.of();
    Instant looked = watching.sightings().lookedAt(subject, monitor(entry));
    boolean late = !now.isBefore(asked.deadline());
    if (late || (seenSince(entry, runs, looked) && !unseen(entry, looked, now))) {
      return rooms.acting().judge(entry, world(entry, runs, looked));
    }
    if (!rests(monitor(entry), now) && !watching.sightings().unclear(subject, monitor(entry))) {
      watching.sightings().lookNow(subject);
    }
    return Optional.empty();
  }

  /** To let the others look again and again meanwhile would answer nothing. */
  private boolean rests(@Nullable String asked, Instant now) {
    return asked != null && !rooms.guard().ready(asked, now);
  }

  /**
   * Keeps one answer for all that a procedure changed, in the order in which it was made.
   *
   * @param also what else is stored with it: all of it or nothing
   * @param then what follows as soon as it is stored, whatever fails afterwards
   */
  void keep(List<Long> actions, Verification answer, Runnable also, Runnable then) {
    Optional<Verdicts.Kept> kept = verdicts.keepAll(actions, answer, also);
    then.run();
    actions.forEach(rooms.pending()::answered);
    kept.ifPresent(verdict -> told(verdict.entry(), verdict.incident()));
  }

  /** A state that has settled is looked at then, however seldom its monitors look by themselves. */
  private static boolean unseen(ActionEntry entry, Instant looked, Instant now) {
    Instant since = entry.detail().verification().since();
    boolean state = !new Subject(entry.row().jobId()).isJob();
    return state && !now.isBefore(since) && looked.isBefore(since);
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
    return watching.sightings().lookedSinceLastEnd(entry.row().jobId(), monitor(entry))
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
    Optional<ErrorSeverity> bar =
        SeverityBars.of(rooms.store().states(), entry.row().id())
            .or(() -> incident(entry).map(Incident::severity));
    return new World(runs, active, bar.orElse(null), checked(entry, looked), rooms.now());
  }

  /**
   * A subject of which no monitor says anything was not looked at, whenever they did. What the
   * program reports it tells by not reporting it again.
   */
  private @Nullable Instant checked(ActionEntry entry, Instant looked) {
    Subject subject = new Subject(entry.row().jobId());
    boolean reported = Detection.REPORTED_MONITOR.equals(monitor(entry));
    if (subject.isJob() || reported || rooms.acting().tellsItself(entry)) {
      return looked;
    }
    Instant seen = watching.sightings().seenAt(subject);
    Instant checked = seen.isBefore(looked) ? seen : looked;
    return checked.equals(Instant.MIN) ? null : checked;
  }

  private Optional<Incident> incident(ActionEntry entry) {
    return Optional.ofNullable(entry.detail().incidentId()).flatMap(rooms.detection()::find);
  }

  private void decided(ActionEntry entry, Verification answer) {
    long id = entry.row().id();
    Optional<Verdicts.Kept> kept = verdicts.keep(id, answer);
    rooms.pending().answered(id);
    kept.ifPresent(verdict -> told(verdict.entry(), verdict.incident()));
  }

  private void told(ActionEntry entry, Incident incident, String outcome) {
    if (entry.detail().verification().state() == VerificationState.VERIFIED) {
      telling.about(NotificationKind.SUCCESS, incident, outcome);
    } else {
      telling.ineffective(incident, outcome, further.of(entry));
    }
  }

  private void told(ActionEntry entry, @Nullable Incident incident) {
    Verification answer = entry.detail().verification();
    Subject subject = new Subject(entry.row().jobId());
    String words = answer.state().word() + ": " + answer.reason();
    rooms.announcer().say(HealingEvent.Step.VERIFIED, subject, "a" + entry.row().id(), words);
    boolean helped = answer.state() == VerificationState.VERIFIED;
    String did = entry.row().actionType() + " on " + entry.detail().target() + ": ";
    String outcome = did + answer.state().word() + ", " + answer.reason();
    if (incident != null) {
      rooms.ledger().written(incident);
      told(entry, incident, outcome);
    } else if (!helped) {
      telling.tell(NotificationKind.GIVE_UP, subject, did + answer.state().word(), answer.reason());
    }
    if (!helped) {
      takingBack.look(rooms.now());
    }
  }
}
