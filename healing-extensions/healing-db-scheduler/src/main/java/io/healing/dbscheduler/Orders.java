package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.healing.api.HealingException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Extra runs and new schedules of recurring tasks. */
final class Orders {
  private static final String MISSED = "missed-";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Scheduler scheduler;
  private final Runs runs;
  private final InstantSource clock;
  private final OrderLock lock;

  Orders(Scheduler scheduler, Runs runs, InstantSource clock) {
    this.scheduler = scheduler;
    this.runs = runs;
    this.clock = clock;
    lock = new OrderLock(scheduler, clock);
  }

  /** Moves the job's execution to now; false when another program has moved it before. */
  boolean run(String job, String key) {
    TaskInstanceId instance = KnownTasks.recurring(job);
    runs.interrupted(instance).ifPresent(live -> awaitEnd(job, live));
    if (!key.startsWith(MISSED)) {
      return toNow(instance, row(instance));
    }
    long moment = moment(key);
    return lock.alone(
        job,
        key,
        () -> {
          ScheduledExecution<Object> row = row(instance);
          return row.getExecutionTime().toEpochMilli() == moment && toNow(instance, row);
        });
  }

  private static long moment(String key) {
    try {
      return Long.parseLong(key.substring(MISSED.length()));
    } catch (NumberFormatException e) {
      throw new HealingException(
          "The key \"" + key + "\" names no moment",
          "It is " + MISSED + " and milliseconds since 1970.",
          e);
    }
  }

  /** The scheduler takes no order for an execution before it has written how the last run ended. */
  private static void awaitEnd(String job, Live live) {
    try {
      if (!live.awaitEnd(PATIENCE)) {
        throw new HealingException(
            "The run of job "
                + job
                + " that was interrupted has not ended within "
                + PATIENCE.toSeconds()
                + " s",
            "Its code does not heed interrupts; it is not run a second time beside it.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HealingException("Was interrupted before job " + job + " had ended", "", e);
    }
  }

  private ScheduledExecution<Object> row(TaskInstanceId instance) {
    return scheduler
        .getScheduledExecution(instance)
        .orElseThrow(
            () ->
                new HealingException(
                    "The scheduler has no execution \""
                        + instance.getId()
                        + "\" of task \""
                        + instance.getTaskName()
                        + "\"",
                    "Schedule it anew, or start a program whose scheduler has this task."));
  }

  private boolean toNow(TaskInstanceId instance, ScheduledExecution<Object> row) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    inTheWay(instance, row, now)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    runs.order(instance.getTaskName(), now);
    boolean moved = false;
    try {
      moved = scheduler.reschedule(instance, now);
    } catch (TaskInstanceCurrentlyExecutingException e) {
      throw picked(instance, "a scheduler");
    } catch (DbSchedulerException e) {
      throw new HealingException(
          "Another program changed the execution of job "
              + instance.getTaskName()
              + " at the same moment",
          "Look how it stands now.",
          e);
    } finally {
      if (!moved) {
        runs.forget(instance.getTaskName());
      }
    }
    scheduler.triggerCheckForDueExecutions();
    return moved;
  }

  /** Why an order would be refused now, though a scheduler is to run the execution by itself. */
  Optional<String> waits(String job) {
    TaskInstanceId instance = KnownTasks.recurring(job);
    return scheduler
        .getScheduledExecution(instance)
        .flatMap(row -> inTheWay(instance, row, clock.instant()))
        .map(HealingException::inOneLine);
  }

  private static Optional<HealingException> inTheWay(
      TaskInstanceId instance, ScheduledExecution<Object> row, Instant now) {
    if (row.isPicked()) {
      return Optional.of(picked(instance, row.getPickedBy()));
    }
    return row.getExecutionTime().isAfter(now)
        ? Optional.empty()
        : Optional.of(due(instance, row.getExecutionTime()));
  }

  private static HealingException picked(TaskInstanceId instance, String owner) {
    return new HealingException(
        "The execution of job " + instance.getTaskName() + " is picked by " + owner,
        "It is not run a second time beside it. If that process is dead, the scheduler notices it"
            + " by the missing heartbeats and runs the execution again.");
  }

  private static HealingException due(TaskInstanceId instance, Instant since) {
    return new HealingException(
        "The execution of job "
            + instance.getTaskName()
            + " is due since "
            + since
            + " and no scheduler took it, so an order changes nothing",
        "Look at the schedulers: whether one with this task runs, is not paused, and has a free"
            + " thread.");
  }

  /** Puts a recurring task into the table as the scheduler does when it starts. */
  void schedule(RecurringTask<?> task) {
    TaskInstanceId instance = KnownTasks.recurring(task.getName());
    Optional<ScheduledExecution<Object>> there = scheduler.getScheduledExecution(instance);
    if (there.isPresent()) {
      throw new HealingException(
          "Job "
              + task.getName()
              + " is on its schedule, next at "
              + there.get().getExecutionTime(),
          "Nothing is to be done.");
    }
    task.onStartup(scheduler, clock::instant);
    if (scheduler.getScheduledExecution(instance).isEmpty()) {
      scheduler.scheduleIfNotExists(task.schedulableInstance(RecurringTask.INSTANCE));
    }
  }
}
