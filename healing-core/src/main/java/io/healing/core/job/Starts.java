package io.healing.core.job;

import io.healing.api.HealingException;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobStanding;
import org.jspecify.annotations.Nullable;

/**
 * Which start of a job is owed: by its schedule, or because its runner promised it. Times are
 * milliseconds since 1970.
 */
final class Starts {
  /** A runner's clock may be this much before ours. */
  static final long TOLERANCE = 1_000;

  private static final long NOT_YET = Long.MIN_VALUE / 2;

  private final Promise promise = new Promise();
  private @Nullable CronTimetable cron;
  private long since;
  private long lastStart = NOT_YET;
  private long lastEnd = NOT_YET;

  /** Takes what the runner says. */
  void told(JobStanding standing, long now) {
    promise.told(standing, lastStart, now);
  }

  /**
   * Takes the schedule.
   *
   * @param other whether it is another one than before: starts are expected from now on then
   * @throws HealingException when its cron expression is wrong; nothing has changed then
   */
  void scheduled(JobDefinition told, boolean other, long now) {
    cron = cron(told);
    since = other ? now : since;
  }

  private static @Nullable CronTimetable cron(JobDefinition told) {
    try {
      return told.schedule().orElse(null) instanceof JobSchedule.Cron cron
          ? new CronTimetable(CronFields.parse(cron.expression()), cron.zone())
          : null;
    } catch (HealingException e) {
      String message = "Job " + told.id() + ": " + e.getMessage();
      throw new HealingException(message, "", e);
    }
  }

  void began(long moment) {
    lastStart = Math.max(lastStart, moment);
  }

  void ended(long moment) {
    lastEnd = Math.max(lastEnd, moment);
  }

  /** What is owed by the runner's promise, as long as no run is under way. */
  Owed promised(long now) {
    long awaited = promise.awaited();
    return new Owed(promise.owed(lastStart, now), awaited > now ? awaited : Timetable.NO_MORE);
  }

  /** What is owed by the schedule that was taken, as long as no run is under way. */
  Owed owed(JobDefinition definition, long now) {
    Timetable table = timetable(definition);
    if (table == null) {
      return Owed.NOTHING;
    }
    long floor = Math.max(Math.max(lastStart + TOLERANCE, lastEnd), floorOfUnseen());
    return Owed.at(new Owed.Case(table, floor, since, definition.startGrace().toMillis()), now);
  }

  private long floorOfUnseen() {
    return lastStart == NOT_YET ? since : NOT_YET;
  }

  private @Nullable Timetable timetable(JobDefinition definition) {
    if (definition.schedule().orElse(null) instanceof JobSchedule.Every every) {
      long period = Math.max(1, every.period().toMillis());
      return new Timetable.Periods(Math.max(lastStart, since), period);
    }
    return cron;
  }
}
