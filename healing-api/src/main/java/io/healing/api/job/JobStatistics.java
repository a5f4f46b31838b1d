package io.healing.api.job;

import org.jspecify.annotations.Nullable;

/**
 * What is usual for a job, from its last successful runs (at most 64).
 *
 * @param samples how many successful runs it rests on
 * @param medianMs the median duration in milliseconds; 0 without samples
 * @param spreadMs the median absolute deviation of the durations in milliseconds
 * @param p95Ms the 95th percentile of the durations in milliseconds
 * @param sizeSamples how many of them told their size
 * @param medianSize the median size, or null when none told it
 * @param spreadSize the median absolute deviation of the sizes, or null when none told it
 */
public record JobStatistics(
    int samples,
    long medianMs,
    long spreadMs,
    long p95Ms,
    int sizeSamples,
    @Nullable Long medianSize,
    @Nullable Long spreadSize) {
  private static final JobStatistics NONE = new JobStatistics(0, 0, 0, 0, 0, null, null);

  /** Nothing known yet. */
  public static JobStatistics none() {
    return NONE;
  }
}
