package io.healing.core.job;

import io.healing.api.job.RunStart;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A scheduler whose tasks are observed. Everything else is what the host's scheduler does. */
@SuppressWarnings("NullAway") // a null is handed on, for the host's scheduler to refuse
final class ObservedScheduler extends ObservedExecutor implements ScheduledExecutorService {
  private final ScheduledExecutorService scheduler;

  ObservedScheduler(ScheduledExecutorService scheduler, Observing observing) {
    super(scheduler, observing);
    this.scheduler = scheduler;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return scheduler.schedule(observing().once(scheduler, task, RunStart.scheduled()), delay, unit);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    return scheduler.schedule(observing().once(scheduler, task, RunStart.scheduled()), delay, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    if (task == null || unit == null) {
      return scheduler.scheduleAtFixedRate(task, initialDelay, period, unit);
    }
    return periodic(
        task,
        (wrapped, first, each) ->
            scheduler.scheduleAtFixedRate(wrapped, first, each, TimeUnit.NANOSECONDS),
        new Timing(initialDelay, period, unit));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    if (task == null || unit == null) {
      return scheduler.scheduleWithFixedDelay(task, initialDelay, delay, unit);
    }
    return periodic(
        task,
        (wrapped, first, each) ->
            scheduler.scheduleWithFixedDelay(wrapped, first, each, TimeUnit.NANOSECONDS),
        new Timing(initialDelay, delay, unit));
  }

  private record Timing(long first, long each, TimeUnit unit) {}

  private ScheduledFuture<?> periodic(Runnable task, PeriodicTask.Order order, Timing timing) {
    PeriodicTask periodic = new PeriodicTask(observing(), task, order);
    return periodic.begin(
        scheduler, timing.unit.toNanos(timing.first), timing.unit.toNanos(timing.each));
  }

  @Override
  Runnable bare(Runnable held) {
    return observing().control().futureOf(scheduler, held).orElseGet(() -> super.bare(held));
  }
}
