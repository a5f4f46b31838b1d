package io.healing.core.job;

import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A periodic task of an observed scheduler. As in every JDK an exception ends it; it is then told
 * to be silent and can be scheduled again, behind the very future that its host holds. Only what
 * leaves a run that Healing interrupted does not end it. It never overlaps with itself: while
 * Healing runs it once, a turn that comes up is left out.
 */
final class PeriodicTask implements Runnable {
  private static final RunStart BY_HEALING = RunStart.of(RunTrigger.HEALING);

  private final Observing observing;
  private final Runnable task;
  private final Order order;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile @Nullable PeriodicFuture future;
  private volatile @Nullable ScheduledExecutorService scheduler;
  private volatile boolean silent;
  private volatile long lastStart;
  private long period;

  /** How the host's scheduler is asked, in nanoseconds. */
  interface Order {
    ScheduledFuture<?> schedule(Runnable task, long first, long each);
  }

  PeriodicTask(Observing observing, Runnable task, Order order) {
    this.observing = observing;
    this.task = task;
    this.order = order;
  }

  /** Schedules it for the first time. */
  ScheduledFuture<?> begin(ScheduledExecutorService on, long first, long each) {
    scheduler = on;
    period = each;
    ScheduledFuture<?> given = order.schedule(this, first, each);
    PeriodicFuture held =
        given instanceof RunnableScheduledFuture<?> runnable
            ? new PeriodicFuture.OfRunnable(this, runnable)
            : new PeriodicFuture(this, given);
    future = held;
    observing.control().periodic(on, this);
    return held;
  }

  String jobId() {
    return observing.jobOf(task);
  }

  @Nullable PeriodicFuture future() {
    return future;
  }

  boolean isSilent() {
    return silent;
  }

  /** Its host does not want it any more. */
  void cancelled() {
    observing.control().cancelled(this);
  }

  @Override
  public void run() {
    run(RunStart.scheduled());
  }

  private void run(RunStart start) {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    try {
      observed(start);
    } finally {
      busy.set(false);
    }
  }

  private void observed(RunStart start) {
    Recorder recorder = observing.recorder();
    Run run = recorder.begin(jobId(), start);
    lastStart = recorder.nanos();
    try {
      task.run();
    } catch (Throwable e) {
      if (stopped(run, e)) {
        return;
      }
      failed(run, start, e);
      throw e;
    }
    recorder.end(run, RunResult.success());
  }

  /** Whether it failed because Healing interrupted it, which must not end its schedule. */
  private boolean stopped(@Nullable Run run, Throwable cause) {
    if (cause instanceof Error || run == null || !run.isInterrupted() || unwanted()) {
      return false;
    }
    observing.recorder().fail(run, cause);
    return true;
  }

  private void failed(@Nullable Run run, RunStart start, Throwable cause) {
    Recorder recorder = observing.recorder();
    if (unwanted()) {
      recorder.end(run, RunResult.cancelled());
      return;
    }
    recorder.fail(run, cause);
    if (start.trigger() != RunTrigger.HEALING) {
      silent = true;
      recorder.silenced(jobId(), cause);
    }
  }

  /** Whether the host has cancelled the task or shut its scheduler down. */
  private boolean unwanted() {
    PeriodicFuture held = future;
    ScheduledExecutorService on = scheduler;
    return (held != null && held.isCancelled()) || (on != null && on.isShutdown());
  }

  /** The task as Healing runs it once; its period is not touched. */
  Runnable once() {
    return () -> run(BY_HEALING);
  }

  /** Schedules it again: at once when its next turn has passed, else for that turn. */
  void again() {
    PeriodicFuture held = future;
    if (held == null) {
      return;
    }
    Recorder recorder = observing.recorder();
    long turn = recorder.nextSilence();
    long passed = recorder.nanos() - lastStart;
    silent = false;
    try {
      held.becomes(order.schedule(this, Math.max(0, period - passed), period));
    } catch (RejectedExecutionException e) {
      silent = true;
      throw e;
    }
    recorder.unsilenced(jobId(), turn);
  }

  @Override
  public String toString() {
    return task.toString();
  }
}
