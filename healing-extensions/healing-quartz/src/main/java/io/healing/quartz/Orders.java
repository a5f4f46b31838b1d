package io.healing.quartz;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.quartz.Calendar;
import org.quartz.JobKey;
import org.quartz.JobPersistenceException;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.calendar.BaseCalendar;

/**
 * Extra runs, each ordered once. Programs that share a scheduler's store share its table of
 * calendars too, and a calendar of one name can be added to it only once; so an empty calendar is
 * the claim on an order. It is kept for a week, whatever becomes of who made it: a run that was
 * claimed and perhaps begun is not begun again.
 */
final class Orders {
  private static final String CLAIM = "healing#";
  private static final Duration KEPT = Duration.ofDays(7);

  private final Scheduler scheduler;
  private final InstantSource clock;

  Orders(Scheduler scheduler, InstantSource clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /**
   * Runs the job once for this key; false when that was ordered before.
   *
   * @throws IllegalStateException when it is not known whether the store took the order
   */
  boolean run(JobKey job, String key) throws SchedulerException {
    String claim = JobNames.inColumn(CLAIM + JobNames.id(job) + "#" + key);
    try {
      scheduler.addCalendar(claim, calendar(), false, false);
    } catch (ObjectAlreadyExistsException e) {
      return false;
    }
    return schedule(job, JobNames.order(JobNames.id(job), key), claim);
  }

  private boolean schedule(JobKey job, TriggerKey trigger, String claim) throws SchedulerException {
    try {
      scheduler.scheduleJob(
          TriggerBuilder.newTrigger().withIdentity(trigger).forJob(job).startNow().build());
      return true;
    } catch (ObjectAlreadyExistsException e) {
      return false;
    } catch (JobPersistenceException e) {
      throw new IllegalStateException(
          "It is not known whether the store took trigger " + trigger + ": " + e.getMessage(), e);
    } catch (SchedulerException e) {
      scheduler.deleteCalendar(claim);
      throw e;
    }
  }

  private BaseCalendar calendar() {
    BaseCalendar calendar = new BaseCalendar();
    calendar.setDescription(clock.instant().toString());
    return calendar;
  }

  /** Forgets orders of more than a week ago. */
  void forgetOld() throws SchedulerException {
    for (String name : scheduler.getCalendarNames()) {
      if (name.startsWith(CLAIM)) {
        Calendar claim = scheduler.getCalendar(name);
        if (claim != null && old(claim.getDescription())) {
          scheduler.deleteCalendar(name);
        }
      }
    }
  }

  private boolean old(@Nullable String claimed) {
    return claimed != null && Instant.parse(claimed).plus(KEPT).isBefore(clock.instant());
  }
}
