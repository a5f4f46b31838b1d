package io.healing.core.job;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;

/**
 * Which runs of one job leave a row. A job that runs well many times a minute would fill the disk
 * with rows that say the same; so of its good runs only so many a minute leave one, spread evenly
 * once they have been used up. For a minute after a run that was not like that, every run leaves
 * one: shares of runs that went wrong or took long, as they are reckoned from rows, so stay true.
 * Used under the lock of {@link KnownJobs} only.
 */
final class Thinning {
  private static final long MINUTE = 60_000_000_000L;

  private long paidUntil;
  private boolean paid;
  private long oddAt;
  private boolean odd;
  private boolean begun;

  /**
   * Whether a run that has ended leaves a row.
   *
   * @param now when it ended, in nanoseconds from any origin
   * @param seen whether it has left one already, since it went on from one look to the next
   * @param perMinute how many good ones do
   */
  boolean keeps(JobRun run, long now, boolean seen, int perMinute) {
    if (seen || run.outcome().bad()) {
      odd = true;
      oddAt = now;
      return true;
    }
    if (!ordinary(run) || (odd && now - oddAt < MINUTE) || affordable(now, MINUTE / perMinute)) {
      return true;
    }
    return false;
  }

  private static boolean ordinary(JobRun run) {
    return run.outcome() == RunOutcome.SUCCESS && run.trigger() != RunTrigger.HEALING;
  }

  /** Each row is paid for with its share of a minute, at most a minute ahead. */
  private boolean affordable(long now, long price) {
    long from = paid && paidUntil - now > 0 ? paidUntil : now;
    if (from - now > MINUTE - price) {
      return false;
    }
    paid = true;
    paidUntil = from + price;
    return true;
  }

  /** True once. */
  boolean begins() {
    boolean first = !begun;
    begun = true;
    return first;
  }
}
