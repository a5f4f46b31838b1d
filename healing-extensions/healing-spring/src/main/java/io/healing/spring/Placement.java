package io.healing.spring;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One task on its schedule. It is the future that Spring holds, so that Spring can cancel the task
 * also after it was put on its schedule again.
 */
final class Placement implements ScheduledFuture<@Nullable Object> {
  private final Plan plan;
  private final Runnable work;
  private volatile ScheduledFuture<?> current;
  private volatile boolean cancelled;

  /** Puts a task on its schedule. */
  interface Schedule {
    @Nullable ScheduledFuture<?> of(Runnable work);
  }

  /**
   * When a task runs.
   *
   * @param words for a person
   * @param repeats whether it runs again and again; else it is over after one run, however that
   *     ended
   * @param schedule puts it there
   */
  record Plan(String words, boolean repeats, Schedule schedule) {}

  private Placement(Plan plan, Runnable work, ScheduledFuture<?> first) {
    this.plan = plan;
    this.work = work;
    current = first;
  }

  /** Puts it on its schedule; null when that has no start. */
  static @Nullable Placement of(Plan plan, Runnable work) {
    ScheduledFuture<?> first = plan.schedule().of(work);
    return first == null ? null : new Placement(plan, work, first);
  }

  /** The schedule in words for a person. */
  String words() {
    return plan.words();
  }

  /** Whether nobody wants it to run again: it was cancelled, or it came to its end as planned. */
  boolean over() {
    return cancelled || current.isCancelled() || (current.isDone() && fault() == null);
  }

  /** What ended it though it should have gone on; null when nothing did. */
  @Nullable Throwable fault() {
    if (!plan.repeats() || !current.isDone() || current.isCancelled()) {
      return null;
    }
    try {
      current.get(0, TimeUnit.NANOSECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (CancellationException | TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Puts it on its schedule again after something ended it. */
  synchronized boolean again() {
    if (fault() == null) {
      return false;
    }
    ScheduledFuture<?> next = plan.schedule().of(work);
    if (next != null) {
      current = next;
    }
    return next != null;
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return current.getDelay(unit);
  }

  @Override
  public int compareTo(Delayed other) {
    return this == other
        ? 0
        : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
  }

  @Override
  public synchronized boolean cancel(boolean mayInterruptIfRunning) {
    cancelled = true;
    return current.cancel(mayInterruptIfRunning);
  }

  @Override
  public boolean isCancelled() {
    return current.isCancelled();
  }

  @Override
  public boolean isDone() {
    return current.isDone();
  }

  @Override
  public @Nullable Object get() throws InterruptedException, ExecutionException {
    return current.get();
  }

  @Override
  public @Nullable Object get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return current.get(timeout, unit);
  }

  @Override
  public String toString() {
    return current.toString();
  }
}
