package io.healing.core.logs;

import java.util.Arrays;
import java.util.List;

/**
 * How often good runs log a template. The spread is that of chance around the median (its root) or
 * what is measured (the median deviation), whichever is larger.
 */
record UsualCount(int samples, double median, double spread) {
  private static final int LEAST_SAMPLES = 5;
  private static final int LEAST_OF_BURST = 5;
  private static final double SPREADS = 5;

  /** A burst that was told goes on down to here, so that it does not come and go at its bound. */
  private static final double SPREADS_ON = 2.5;

  private static final double MAD_TO_SIGMA = 1.4826;

  static UsualCount of(List<PastRun> good, long template) {
    double[] counts = good.stream().mapToDouble(run -> run.count(template)).toArray();
    double usual = median(counts);
    double deviation = median(Arrays.stream(counts).map(c -> Math.abs(c - usual)).toArray());
    double spread = Math.max(Math.sqrt(usual + 1), MAD_TO_SIGMA * deviation);
    return new UsualCount(counts.length, usual, spread);
  }

  boolean bursts(int count) {
    return exceeds(count, SPREADS);
  }

  /** Whether a burst in the run before goes on. */
  boolean burstsOn(int count) {
    return exceeds(count, SPREADS_ON);
  }

  /** Whether there are so many that they can be a burst at all. */
  static boolean many(int count) {
    return count >= LEAST_OF_BURST;
  }

  private boolean exceeds(int count, double spreads) {
    return samples >= LEAST_SAMPLES && many(count) && count >= median + spreads * spread;
  }

  String words() {
    return "a burst, " + Math.round(median) + " in a usual run";
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
