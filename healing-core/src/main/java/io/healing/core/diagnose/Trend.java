package io.healing.core.diagnose;

import java.util.Arrays;

/**
 * Whether a series goes up or down, judged without assuming how its values are spread.
 *
 * <p>Significance is the Mann-Kendall test: S counts for all pairs whether the later value is
 * higher (+1) or lower (−1); z = (S ∓ 1) / √(n(n−1)(2n+5)/18), with the variance lessened by
 * t(t−1)(2t+5)/18 for each group of t equal values. The size of the trend is the Theil–Sen slope,
 * the median of the slopes of all pairs.
 */
final class Trend {
  private final double[] values;

  Trend(double... values) {
    this.values = values.clone();
  }

  /** The test's z: above 2.58 a rise by chance has a probability below 0.5 %. */
  double z() {
    long s = 0;
    for (int later = 1; later < values.length; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        s += (long) Math.signum(values[later] - values[earlier]);
      }
    }
    double variance = variance();
    return variance <= 0 || s == 0 ? 0 : (s - Long.signum(s)) / Math.sqrt(variance);
  }

  private double variance() {
    double variance = term(values.length);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int from = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[from]) {
        variance -= term(i - from);
        from = i;
      }
    }
    return variance;
  }

  private static double term(double n) {
    return n * (n - 1) * (2 * n + 5) / 18;
  }

  /** The Theil–Sen slope: how much a value is higher than the one before it. */
  double slope() {
    int n = values.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int at = 0;
    for (int later = 1; later < n; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        slopes[at++] = (values[later] - values[earlier]) / (later - earlier);
      }
    }
    return median(slopes);
  }

  /** The median; 0 of nothing. */
  static double median(double... values) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
