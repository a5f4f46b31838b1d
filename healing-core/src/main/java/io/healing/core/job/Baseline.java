package io.healing.core.job;

import io.healing.api.job.JobStatistics;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The durations and sizes of a job's last successful runs, at most {@value #SAMPLES} of each. What
 * is usual is computed when it is asked for: the median is the middle value (the mean of the two
 * middle ones, rounded down), the spread is the median of the distances to it, and the 95th
 * percentile is the value at place 0.95 n, or the longest one below 20 samples.
 */
final class Baseline {
  static final int SAMPLES = 64;
  private static final int ENOUGH_FOR_P95 = 20;

  private final Window durations = new Window();
  private @Nullable Window sizes;
  private @Nullable JobStatistics computed = JobStatistics.none();

  void add(long durationMillis, @Nullable Long size) {
    durations.add(durationMillis);
    if (size != null) {
      sizes = sizes == null ? new Window() : sizes;
      sizes.add(size);
    }
    computed = null;
  }

  /** Adds all that is in here to another one, oldest first. */
  void replay(Baseline to) {
    for (long duration : durations.oldestFirst()) {
      to.durations.add(duration);
    }
    if (sizes != null) {
      to.sizes = to.sizes == null ? new Window() : to.sizes;
      for (long size : sizes.oldestFirst()) {
        to.sizes.add(size);
      }
    }
    to.computed = null;
  }

  JobStatistics statistics() {
    JobStatistics known = computed;
    if (known == null) {
      known = compute();
      computed = known;
    }
    return known;
  }

  private JobStatistics compute() {
    long[] took = durations.sorted();
    long[] did = sizes == null ? new long[0] : sizes.sorted();
    Long medianSize = did.length == 0 ? null : median(did);
    Long spreadSize = medianSize == null ? null : spread(did, medianSize);
    long median = median(took);
    return new JobStatistics(
        took.length, median, spread(took, median), p95(took), did.length, medianSize, spreadSize);
  }

  static long median(long[] sorted) {
    int middle = sorted.length / 2;
    if (sorted.length % 2 == 1) {
      return sorted[middle];
    }
    return sorted.length == 0 ? 0 : between(sorted[middle - 1], sorted[middle]);
  }

  /** The mean of two, rounded down, without overflow. */
  private static long between(long one, long other) {
    return (one & other) + ((one ^ other) >> 1);
  }

  private static long spread(long[] sorted, long median) {
    long[] distances = new long[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      distances[i] = Math.abs(sorted[i] - median);
    }
    Arrays.sort(distances);
    return median(distances);
  }

  static long p95(long[] sorted) {
    int n = sorted.length;
    if (n < ENOUGH_FOR_P95) {
      return n == 0 ? 0 : sorted[n - 1];
    }
    return sorted[(int) (0.95 * n)];
  }

  /** The newest values; grows up to the full window only when they come. */
  private static final class Window {
    private long[] values = new long[4];
    private int count;
    private int next;

    void add(long value) {
      if (next == values.length) {
        values = Arrays.copyOf(values, count * 2);
      }
      values[next] = value;
      next = (next + 1) % SAMPLES;
      count = Math.min(count + 1, SAMPLES);
    }

    long[] oldestFirst() {
      long[] copy = new long[count];
      for (int i = 0; i < count; i++) {
        copy[i] = values[Math.floorMod(next - count + i, SAMPLES)];
      }
      return copy;
    }

    long[] sorted() {
      long[] copy = Arrays.copyOf(values, count);
      Arrays.sort(copy);
      return copy;
    }
  }
}
