package io.healing.core.diagnose;

import io.healing.core.diagnose.RootCauses.Measure;
import io.healing.core.diagnose.RootCauses.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * What is usual for one component: the median of its normal samples, how far they usually are from
 * it (1.4826 × the median absolute deviation, which is the standard deviation of normally
 * distributed values), and what one in twenty exceeds.
 *
 * @param middle the median
 * @param spread the usual distance from it, never below what can be measured
 * @param high the 95th percentile
 */
record Usual(double middle, double spread, double high) {
  /** Fewer normal samples than this say nothing about what is usual. */
  static final int ENOUGH = 20;

  private static final double NORMAL = 1.4826;
  private static final double HIGH = 0.95;
  private static final double SHARE = 0.02;
  private static final double CLOCK = 1e-4;

  /** One in ten is what hardly any moment without trouble exceeds. */
  private static final double RARELY = 0.1;

  /** Of samples of which {@link #ENOUGH} have a value. */
  static Usual of(List<Sample> samples, Measure measure) {
    double[] values = values(samples);
    double middle = middle(values);
    double[] apart = Arrays.stream(values).map(value -> Math.abs(value - middle)).toArray();
    double spread = NORMAL * middle(apart);
    double least =
        switch (measure) {
          case SECONDS -> SHARE * middle + CLOCK;
          case FAILURES -> oneFailure(samples);
          case WRONG -> RARELY;
        };
    return new Usual(middle, Math.max(spread, least), values[(int) (HIGH * (values.length - 1))]);
  }

  static double[] values(List<Sample> samples) {
    return samples.stream().filter(Sample::known).mapToDouble(Sample::value).sorted().toArray();
  }

  /** Times the usual spread above the middle. */
  double times(double above) {
    return above / spread;
  }

  /** The median, 0 of nothing. */
  static double middle(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** A share of failures cannot be known better than to one failure. */
  private static double oneFailure(List<Sample> samples) {
    double[] calls = samples.stream().mapToDouble(Sample::calls).filter(one -> one > 0).toArray();
    return 1 / Math.max(1, middle(calls));
  }
}
