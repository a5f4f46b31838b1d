package io.healing.spring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.support.CronTrigger;

/** Hands every task on as it is, but with its runs seen. */
final class ObservedScheduler implements TaskScheduler {
  /** What the words of a schedule that counts from the end of a run end with. */
  static final String AFTER = " after each end";

  private final TaskScheduler target;
  private final SpringJobs jobs;

  ObservedScheduler(TaskScheduler target, SpringJobs jobs) {
    this.target = target;
    this.jobs = jobs;
  }

  @Override
  public Clock getClock() {
    return target.getClock();
  }

  @Override
  public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
    return jobs.place(
        task, new Placement.Plan(words(trigger), true, work -> target.schedule(work, trigger)));
  }

  private static String words(Trigger trigger) {
    return trigger instanceof CronTrigger cron
        ? "cron " + cron.getExpression()
        : "trigger " + trigger.getClass().getSimpleName();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
    return placed(
        task,
        new Placement.Plan(
            "once at " + startTime, false, work -> target.schedule(work, startTime)));
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
    return again(
        task, "every " + period, work -> target.scheduleAtFixedRate(work, startTime, period));
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
    return again(task, "every " + period, work -> target.scheduleAtFixedRate(work, period));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, Instant startTime, Duration delay) {
    return again(task, after(delay), work -> target.scheduleWithFixedDelay(work, startTime, delay));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
    return again(task, after(delay), work -> target.scheduleWithFixedDelay(work, delay));
  }

  private static String after(Duration delay) {
    return delay + AFTER;
  }

  private ScheduledFuture<?> again(Runnable task, String words, Placement.Schedule schedule) {
    return placed(task, new Placement.Plan(words, true, schedule));
  }

  /** Only a trigger may say that there is no start at all. */
  private ScheduledFuture<?> placed(Runnable task, Placement.Plan plan) {
    return Objects.requireNonNull(jobs.place(task, plan), "future");
  }
}
