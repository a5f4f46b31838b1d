package io.healing.core.job;

/** The moments at which a schedule wants a start, in milliseconds since 1970. */
interface Timetable {
  /** No such moment, before all others. */
  long NEVER = Long.MIN_VALUE;

  /** No such moment, after all others. */
  long NO_MORE = Long.MAX_VALUE;

  /** The latest moment that is not after this one, or {@link #NEVER}. */
  long latest(long millis);

  /** The first moment that is after this one, or {@link #NO_MORE}. */
  long next(long millis);

  /**
   * One period after another.
   *
   * @param from when the first period begins
   * @param period in milliseconds, 1 or more
   */
  record Periods(long from, long period) implements Timetable {
    @Override
    public long latest(long millis) {
      long whole = Math.floorDiv(millis - from, period);
      return whole < 1 ? NEVER : from + whole * period;
    }

    @Override
    public long next(long millis) {
      long whole = Math.max(0, Math.floorDiv(millis - from, period));
      return from + (whole + 1) * period;
    }
  }
}
