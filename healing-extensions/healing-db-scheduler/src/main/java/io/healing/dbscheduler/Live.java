package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.healing.api.job.RunHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A run that is under way in this process. Thread-safe. */
final class Live {
  private final Execution execution;
  private final RunHandle run;
  private final Thread thread = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean inTask;
  private boolean interrupted;
  private volatile boolean lost;
  private volatile @Nullable Instant again;

  Live(Execution execution, RunHandle run) {
    this.execution = execution;
    this.run = run;
  }

  Execution execution() {
    return execution;
  }

  RunHandle run() {
    return run;
  }

  /** The task's own code begins. */
  synchronized void enter() {
    inTask = true;
  }

  /**
   * The task's own code ended. What the scheduler writes now must not meet an interrupt that was
   * meant for the task: it would leave the execution picked for half an hour.
   */
  synchronized void exit() {
    inTask = false;
    if (interrupted) {
      Thread.interrupted();
    }
  }

  /** Interrupts the task's own code; false when the thread is not in it. */
  synchronized boolean interrupt() {
    if (inTask) {
      interrupted = true;
      thread.interrupt();
    }
    return inTask;
  }

  synchronized boolean wasInterrupted() {
    return interrupted;
  }

  /** The scheduler could not write how the run ended. */
  void lost() {
    lost = true;
  }

  boolean isLost() {
    return lost;
  }

  boolean is(TaskInstanceId other) {
    return execution.getTaskName().equals(other.getTaskName())
        && execution.getId().equals(other.getId());
  }

  /** The scheduler will run it again then. */
  void again(Instant time) {
    again = time;
  }

  /** When the scheduler will run it again; null when it was removed. */
  @Nullable Instant again() {
    return again;
  }

  /** It is over, and the scheduler has written so. */
  void end() {
    over.countDown();
  }

  /** Waits until it is over; false when that takes too long. */
  boolean awaitEnd(Duration most) throws InterruptedException {
    return over.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}
