package io.healing.quartz;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.quartz.Calendar;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.calendar.BaseCalendar;

/**
 * Extra runs, each ordered once. Programs that share a scheduler's store share its table of
 * calendars too, and a calendar of one name can be added to it only once; so an empty calendar is
 * the claim on an order. It is kept for a week, and the extra trigger has a fixed key of its own.
 */
final class Orders {
  private static final String CLAIM = "healing#";
  private static final String DONE = "ordered ";
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  private final Scheduler scheduler;
  private final InstantSource clock;

  Orders(Scheduler scheduler, InstantSource clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Runs the job once for this key; false when that was ordered before. */
  boolean run(JobKey job, String key) throws SchedulerException {
    String order = JobNames.id(job) + "#" + key;
    TriggerKey trigger = JobNames.order(JobNames.id(job), key);
    String claim = JobNames.bounded(CLAIM + order);
    if (!claimed(claim, trigger)) {
      return false;
    }
    try {
      scheduler.scheduleJob(
          TriggerBuilder.newTrigger().withIdentity(trigger).forJob(job).startNow().build());
    } catch (ObjectAlreadyExistsException e) {
      return false;
    }
    scheduler.addCalendar(claim, calendar(DONE + clock.instant()), true, false);
    return true;
  }

  private boolean claimed(String claim, TriggerKey trigger) throws SchedulerException {
    try {
      scheduler.addCalendar(claim, calendar(clock.instant().toString()), false, false);
      return true;
    } catch (ObjectAlreadyExistsException e) {
      return left(claim, trigger);
    }
  }

  /** Whether the claim is of a program that died before it could order the run. */
  private boolean left(String claim, TriggerKey trigger) throws SchedulerException {
    Calendar there = scheduler.getCalendar(claim);
    Instant since = there == null ? null : since(there.getDescription());
    boolean left =
        since != null
            && since.plus(UNDER_WAY).isBefore(clock.instant())
            && !scheduler.checkExists(trigger);
    return left && scheduler.deleteCalendar(claim) && claimed(claim, trigger);
  }

  /** Since when it is claimed; null when the run was ordered. */
  private static @Nullable Instant since(@Nullable String description) {
    return description == null || description.startsWith(DONE) ? null : Instant.parse(description);
  }

  private static BaseCalendar calendar(String description) {
    BaseCalendar calendar = new BaseCalendar();
    calendar.setDescription(description);
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

  private boolean old(@Nullable String description) {
    if (description == null) {
      return false;
    }
    String moment =
        description.startsWith(DONE) ? description.substring(DONE.length()) : description;
    return Instant.parse(moment).plus(KEPT).isBefore(clock.instant());
  }
}
