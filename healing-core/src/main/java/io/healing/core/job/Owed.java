package io.healing.core.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The start that a schedule wanted and nobody saw. Of several it is the latest that is already
 * later than the grace, else the latest: with the very latest a job that should start every minute
 * and may be five minutes late would never be late. A moment that passed while a run was under way,
 * or before the last start, is not owed; one from before the job was defined here only when the job
 * has had its grace since.
 *
 * @param expected the moment in milliseconds since 1970, or {@link Timetable#NEVER}
 * @param until the answer holds before this moment
 */
record Owed(long expected, long until) {
  /** Nothing owed, and nothing will be as long as nothing happens. */
  static final Owed NOTHING = new Owed(Timetable.NEVER, Timetable.NO_MORE);

  /**
   * What the answer depends on.
   *
   * @param table the wanted moments
   * @param floor moments up to this one are not owed
   * @param since when the schedule was told here
   * @param grace how late a start may be, in milliseconds
   */
  record Case(Timetable table, long floor, long since, long grace) {}

  static Owed at(Case given, long now) {
    long late = given.table.latest(now - given.grace);
    long latest = late > given.floor ? late : given.table.latest(now);
    long until =
        Math.min(given.table.next(now), plus(given.table.next(now - given.grace), given.grace));
    long settled = given.since + given.grace;
    if (latest <= given.floor) {
      return new Owed(Timetable.NEVER, until);
    }
    return latest < given.since && now < settled
        ? new Owed(Timetable.NEVER, Math.min(until, settled))
        : new Owed(latest, until);
  }

  private static long plus(long moment, long grace) {
    return moment == Timetable.NO_MORE ? moment : moment + grace;
  }

  @Nullable Instant instant() {
    return expected == Timetable.NEVER ? null : Instant.ofEpochMilli(expected);
  }
}
