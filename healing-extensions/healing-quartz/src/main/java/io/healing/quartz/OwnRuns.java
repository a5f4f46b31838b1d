package io.healing.quartz;

import io.healing.api.HealingException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger.TriggerState;

/**
 * What Quartz is about to run by itself: an order beside it would be a second run. Thread-safe as
 * the scheduler is.
 */
final class OwnRuns {
  /** A trigger that is due for less is about to fire, whatever is ordered. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Scheduler scheduler;
  private final Standings standings;
  private final @Nullable Rows rows;
  private final InstantSource clock;

  OwnRuns(Scheduler scheduler, Standings standings, @Nullable Rows rows, InstantSource clock) {
    this.scheduler = scheduler;
    this.standings = standings;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * Why an order has to wait; empty where Quartz runs nothing of this job by itself soon. What is
   * due fires late rather than never: when a thread is free, and when a scheduler that stands still
   * goes on.
   */
  Optional<String> awaited(JobKey job) throws SchedulerException {
    if (scheduler.isInStandbyMode() && !scheduler.getMetaData().isJobStoreClustered()) {
      return Optional.of(
          "The scheduler stands still, and what is due then runs when it goes on: see why it was"
              + " put into standby, or start it");
    }
    for (Standings.Held held : standings.triggers(job)) {
      Date next = held.trigger().getNextFireTime();
      if (next != null && fires(held) && due(next.toInstant())) {
        return Optional.of(
            "Trigger "
                + held.trigger().getKey()
                + " is due since "
                + next.toInstant()
                + ", and Quartz fires it by itself as soon as a thread is free");
      }
    }
    return Optional.empty();
  }

  private static boolean fires(Standings.Held held) {
    return Standings.in(held, TriggerState.NORMAL) || Standings.in(held, TriggerState.BLOCKED);
  }

  private boolean due(Instant next) {
    return next.plus(MOMENT).isBefore(clock.instant());
  }

  /** Refuses an order for what Quartz runs by itself, soon or after a crash. */
  void leaveToQuartz(JobKey job) throws SchedulerException {
    Optional<String> awaited = awaited(job);
    if (awaited.isPresent()) {
      throw new HealingException(awaited.get(), "It is not ordered a second time beside it.");
    }
    leaveRecovery(job);
  }

  /** What died with another instance and asked to be recovered would run twice. */
  private void leaveRecovery(JobKey job) throws SchedulerException {
    JobDetail detail = scheduler.getJobDetail(job);
    Rows its = rows;
    if (its != null && detail != null && detail.requestsRecovery()) {
      Optional<String> other = its.elsewhere(job, scheduler.getSchedulerInstanceId());
      if (other.isPresent()) {
        throw new HealingException(
            "Instance " + other.get() + " has a run of job " + JobNames.id(job) + " in the store",
            "It asks to be recovered, so Quartz itself runs it again when that instance is dead.");
      }
    }
  }
}
