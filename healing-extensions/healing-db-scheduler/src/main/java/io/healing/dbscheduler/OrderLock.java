package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Lets one program at a time order a run. To look at an execution and to move it are two
 * statements, and between them another program's order could have run to its end. So an execution
 * of no task, due in years, is put into the table of the scheduler for that moment; its key can be
 * there only once.
 */
final class OrderLock {
  private static final System.Logger LOG = System.getLogger(OrderLock.class.getName());
  private static final int TRIES = 3;

  /** The name of no task. */
  static final String TASK = "healing-order";

  /** Until when nobody will look for an execution of no task. */
  static final Duration FAR = Duration.ofDays(5 * 365);

  private static final Duration LEFT = Duration.ofMinutes(1);
  private static final int LONGEST = 90;

  private final Scheduler scheduler;
  private final InstantSource clock;

  OrderLock(Scheduler scheduler, InstantSource clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Does the work alone; false when another program has the lock, so that it orders the same. */
  boolean alone(String job, String key, BooleanSupplier work) {
    TaskInstanceId lock = TaskInstanceId.of(TASK, id(key + " " + job));
    if (!taken(lock)) {
      return false;
    }
    try {
      return work.getAsBoolean();
    } finally {
      free(lock);
    }
  }

  /** The column has 100 characters. */
  static String id(String whole) {
    return whole.length() <= LONGEST
        ? whole
        : whole.substring(0, LONGEST) + Integer.toHexString(whole.hashCode());
  }

  private boolean taken(TaskInstanceId lock) {
    if (put(lock)) {
      return true;
    }
    Optional<Instant> since =
        scheduler.getScheduledExecution(lock).map(there -> there.getExecutionTime().minus(FAR));
    if (since.isPresent() && !since.get().plus(LEFT).isBefore(clock.instant())) {
      return false;
    }
    free(lock);
    return put(lock);
  }

  /**
   * The scheduler fails where another program freed the lock between its insert and its look for
   * the row that was in the way; once more it sees what is true.
   */
  private boolean put(TaskInstanceId lock) {
    for (int again = 0; again < TRIES; again++) {
      try {
        return putOnce(lock);
      } catch (TaskInstanceException e) {
        LOG.log(System.Logger.Level.DEBUG, "The lock of an order was freed meanwhile", e);
      }
    }
    return putOnce(lock);
  }

  private boolean putOnce(TaskInstanceId lock) {
    TaskInstance<Void> row = new TaskInstance<>(lock.getTaskName(), lock.getId());
    return scheduler.scheduleIfNotExists(row, clock.instant().plus(FAR));
  }

  private void free(TaskInstanceId lock) {
    try {
      scheduler.cancel(lock);
    } catch (TaskInstanceNotFoundException e) {
      // Another program took it for left behind, and freed it.
      return;
    }
  }
}
