package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import io.healing.api.Plural;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.job.RunnerName;
import io.healing.dbscheduler.Faults.Noticed;
import io.healing.dbscheduler.Table.Busy;
import io.healing.dbscheduler.Table.Due;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The words in which the faults of a scheduler are told. */
final class FaultWords {
  /** The finding of rows whose task nobody here has. */
  static final String UNRESOLVED = "db_scheduler.unresolved";

  /** The finding of executions that fail again and again. */
  static final String FAILING = "db_scheduler.failing";

  /** The finding of an execution whose process died. */
  static final String DEAD = "db_scheduler.dead";

  /** What a job is that does not start when it should. */
  static final String MISSED = "job.missed";

  private static final int NAMED = 3;

  private final RunnerName named;

  FaultWords(RunnerName named) {
    this.named = named;
  }

  String runner() {
    return named.runner();
  }

  /** The scheduler itself. */
  Subject component() {
    return Subject.component(named.runner());
  }

  /** What is ours in it. */
  Subject adapter() {
    return Subject.plugin(named.plugin());
  }

  private Subject subject(String job) {
    return job.isEmpty() ? component() : Subject.job(job);
  }

  Finding noticed(Noticed seen) {
    return switch (seen.key().kind()) {
      case DEAD -> dead(seen);
      case HEARTBEAT -> heartbeat(seen);
      case COMPLETION -> lost(seen, "after a good run");
      case FAILURE -> lost(seen, "after a failed run");
      case UNEXPECTED -> unexpected(seen);
    };
  }

  private Finding dead(Noticed seen) {
    return Finding.of(
            DEAD,
            subject(seen.key().job()),
            "The process that ran job "
                + seen.key().job()
                + " is dead to the scheduler: execution "
                + seen.last())
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withSeverity(ErrorSeverity.MEDIUM)
        .withHint(
            "The task's DeadExecutionHandler decides; where nothing else is said the scheduler runs"
                + " it again at once. Look why that process ended, or why it was silent.")
        .explaining(MISSED)
        .withEvidence("count", Integer.toString(seen.count()));
  }

  private Finding heartbeat(Noticed seen) {
    return Finding.of(
            "db_scheduler.heartbeat_failed",
            subject(seen.key().job()),
            "That execution "
                + seen.last()
                + " of job "
                + seen.key().job()
                + " lives could not be written "
                + Plural.of(seen.count(), "time"))
        .withType(ErrorType.DATABASE_CONNECTION)
        .withSeverity(ErrorSeverity.LOW)
        .withHint(
            "Once, as the run ends, is harmless. More often: look whether the database answers and"
                + " the connection pool has a connection left.")
        .withEvidence("count", Integer.toString(seen.count()));
  }

  private Finding lost(Noticed seen, String when) {
    return Finding.of(
            "db_scheduler.handler_failed",
            subject(seen.key().job()),
            "The scheduler could not write what comes next "
                + when
                + " of job "
                + seen.key().job()
                + ", execution "
                + seen.last()
                + ": it stays picked")
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withSeverity(ErrorSeverity.HIGH)
        .withCause(seen.key().kind().name())
        .withHint(
            "Its log has the exception. It runs again only when the scheduler takes it for dead,"
                + " and then maybe what it has done already.");
  }

  private Finding unexpected(Noticed seen) {
    return Finding.of(
            "db_scheduler.error",
            component(),
            "The scheduler met an error of its own " + Plural.of(seen.count(), "time"))
        .withType(ErrorType.DEPENDENCY_FAILURE)
        .withSeverity(ErrorSeverity.MEDIUM)
        .withHint("Its log has the exception; most often the database did not answer.")
        .withEvidence("count", Integer.toString(seen.count()));
  }

  Finding unread(SQLException cause) {
    return Finding.of(
            "db_scheduler.table_not_read",
            component(),
            "The scheduler's table could not be read: " + cause.getMessage())
        .withType(ErrorType.DATABASE_CONNECTION)
        .withSeverity(ErrorSeverity.HIGH)
        .withHint("Look whether the database answers; while it does not, no job starts.")
        .explaining(MISSED);
  }

  Finding ours(Throwable thrown) {
    return Finding.of(
            "db_scheduler.listener_failed",
            adapter(),
            "What tells the runs to Healing threw "
                + thrown.getClass().getSimpleName()
                + ": "
                + thrown.getMessage())
        .withHint("The jobs ran all the same, but a run may be missing here. Please report it.");
  }

  Finding stale(CurrentlyExecuting executing) {
    String percent = Math.round(100 * executing.getHeartbeatState().getFractionDead()) + " %";
    return Finding.of(
            "db_scheduler.stale_heartbeat",
            subject(executing.getTaskInstance().getTaskName()),
            "Job "
                + executing.getTaskInstance().getTaskName()
                + " runs here since "
                + time(executing.getDuration())
                + ", and the other schedulers hear no sign of life from it: "
                + percent
                + " of the time is over after which they run it again beside it")
        .withType(ErrorType.DATABASE_CONNECTION)
        .withSeverity(ErrorSeverity.HIGH)
        .withHint(
            "Look whether the database answers, the connection pool has a connection left, and the"
                + " process was not frozen.");
  }

  Finding failing(TaskRows task, Duration since) {
    int count = Math.max(1, task.failing());
    return Finding.of(
            FAILING,
            subject(task.task()),
            Plural.of(count, "execution")
                + " of job "
                + task.task()
                + (count == 1 ? " fails, " : " fail, one ")
                + Plural.of(task.mostInARow(), "time")
                + " in a row, since "
                + time(since)
                + " at least")
        .withSeverity(ErrorSeverity.MEDIUM)
        .withHint("Its runs say why. One that can never end well is better cancelled.")
        .withEvidence("count", Integer.toString(count))
        .withEvidence("failures", Integer.toString(task.mostInARow()));
  }

  Finding unresolved(String job, List<Due> rows, Instant now) {
    Due oldest = rows.get(0);
    return Finding.of(
            UNRESOLVED,
            subject(job),
            Plural.of(rows.size(), "execution is", "executions are")
                + " due for task \""
                + job
                + "\", which this scheduler does not have, the oldest since "
                + time(Duration.between(oldest.time(), now)))
        .withType(ErrorType.DEPLOYMENT_FAILURE)
        .withSeverity(ErrorSeverity.MEDIUM)
        .withHint(
            "A program without the task was deployed, or the task was renamed. Bring it back, or"
                + " cancel what waits; the scheduler deletes it after 14 days.")
        .withEvidence("count", Integer.toString(rows.size()));
  }

  Finding waiting(List<Due> due, Instant now, List<Busy> busy, String asleep) {
    Due oldest = due.get(0);
    return Finding.of(
            "db_scheduler.waiting",
            component(),
            Plural.of(due.size(), "execution is", "executions are")
                + " due and nobody takes them, the oldest, of job "
                + oldest.job()
                + ", since "
                + time(Duration.between(oldest.time(), now))
                + "; "
                + holders(busy, asleep))
        .withType(ErrorType.PERFORMANCE_DEGRADATION)
        .withSeverity(ErrorSeverity.HIGH)
        .withCause(asleep.isEmpty() ? busy.isEmpty() ? "idle" : "busy" : asleep)
        .withHint(hint(busy, asleep))
        .explaining(MISSED)
        .withEvidence("due", Integer.toString(due.size()))
        .withEvidence("running", Integer.toString(busy.size()));
  }

  private static String holders(List<Busy> busy, String asleep) {
    if (!asleep.isEmpty()) {
      return "this scheduler takes none, for " + asleep;
    }
    if (busy.isEmpty()) {
      return "this scheduler runs nothing and takes none";
    }
    String named =
        busy.stream()
            .limit(NAMED)
            .map(one -> one.job() + " for " + time(one.since()))
            .collect(Collectors.joining(", "));
    return Plural.of(busy.size(), "thread is", "threads are")
        + " occupied by "
        + named
        + (busy.size() > NAMED ? " and others" : "");
  }

  private static String hint(List<Busy> busy, String asleep) {
    if (!asleep.isEmpty()) {
      return "Start or resume the scheduler.";
    }
    return busy.isEmpty()
        ? "Its thread that looks for due executions stands or throws: look at its log and stack."
        : "Look at what these runs do; if they are well, give the scheduler more threads.";
  }

  /** In the largest unit in which it is at least 2. */
  static String time(Duration span) {
    if (span.toHours() >= 2) {
      return span.toHours() + " h";
    }
    return span.toMinutes() >= 2 ? span.toMinutes() + " min" : span.toSeconds() + " s";
  }
}
