package io.healing.spring;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Spring's own pool, in which a test can make the start of a task due now. */
class DueScheduler extends ThreadPoolTaskScheduler {
  private static final long serialVersionUID = 1L;

  private final transient Queue<Due<?>> queued = new ConcurrentLinkedQueue<>();

  @Override
  protected ScheduledExecutorService createExecutor(
      int poolSize, ThreadFactory threadFactory, RejectedExecutionHandler handler) {
    return new ScheduledThreadPoolExecutor(poolSize, threadFactory, handler) {
      @Override
      protected <V> RunnableScheduledFuture<V> decorateTask(
          Runnable runnable, RunnableScheduledFuture<V> task) {
        Due<V> due = new Due<>(task);
        queued.add(due);
        return due;
      }
    };
  }

  /** Makes due what waits for longer than a minute; false where nothing waits. */
  boolean dueNow() {
    boolean any = false;
    ScheduledThreadPoolExecutor pool = getScheduledThreadPoolExecutor();
    queued.removeIf(RunnableScheduledFuture::isDone);
    for (Due<?> due : queued) {
      if (due.getDelay(TimeUnit.MINUTES) > 1 && pool.getQueue().remove(due)) {
        due.now = true;
        pool.getQueue().add(due);
        any = true;
      }
    }
    return any;
  }

  private static final class Due<V> implements RunnableScheduledFuture<V> {
    private final RunnableScheduledFuture<V> task;
    private volatile boolean now;

    Due(RunnableScheduledFuture<V> task) {
      this.task = task;
    }

    @Override
    public void run() {
      now = false;
      task.run();
    }

    @Override
    public boolean isPeriodic() {
      return task.isPeriodic();
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return now ? 0 : task.getDelay(unit);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return task.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean isCancelled() {
      return task.isCancelled();
    }

    @Override
    public boolean isDone() {
      return task.isDone();
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
      return task.get();
    }

    @Override
    public V get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      return task.get(timeout, unit);
    }
  }
}
