package io.healing.core.job;

import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The future of a periodic task. It stays the same when the task is scheduled again; then it is no
 * longer done.
 */
class PeriodicFuture implements ScheduledFuture<Object> {
  private final PeriodicTask task;
  private volatile ScheduledFuture<?> now;

  PeriodicFuture(PeriodicTask task, ScheduledFuture<?> now) {
    this.task = task;
    this.now = now;
  }

  final ScheduledFuture<?> now() {
    return now;
  }

  final void becomes(ScheduledFuture<?> next) {
    now = next;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    task.cancelled();
    return now.cancel(mayInterruptIfRunning);
  }

  @Override
  public boolean isCancelled() {
    return now.isCancelled();
  }

  @Override
  public boolean isDone() {
    return now.isDone();
  }

  @Override
  public Object get() throws InterruptedException, ExecutionException {
    return now.get();
  }

  @Override
  public Object get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return now.get(timeout, unit);
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return now.getDelay(unit);
  }

  @Override
  public int compareTo(Delayed other) {
    return now.compareTo(other instanceof PeriodicFuture wrapped ? wrapped.now : other);
  }

  /** Equal to the host's own future too, so that its scheduler finds it in its queue. */
  @Override
  public boolean equals(Object other) {
    return this == other || now == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return now.toString();
  }

  /** For a scheduler whose futures can be run, as those of the JDK can. */
  static final class OfRunnable extends PeriodicFuture implements RunnableScheduledFuture<Object> {

    OfRunnable(PeriodicTask task, RunnableScheduledFuture<?> now) {
      super(task, now);
    }

    @Override
    public boolean isPeriodic() {
      return !(now() instanceof RunnableScheduledFuture<?> runnable) || runnable.isPeriodic();
    }

    @Override
    public void run() {
      if (now() instanceof Runnable runnable) {
        runnable.run();
      }
    }
  }
}
