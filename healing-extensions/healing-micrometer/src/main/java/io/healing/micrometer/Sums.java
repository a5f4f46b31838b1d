package io.healing.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * What meters tell together; NaN where none of them has such a number. Times are in seconds.
 *
 * @param value the sum of the values
 * @param count the sum of the counts
 * @param total the sum of the totals
 * @param max the largest maximum
 */
record Sums(double value, double count, double total, double max) {
  private static final double NO = Double.NaN;

  static Sums of(Collection<Meter> meters) {
    Sums sums = new Sums(NO, NO, NO, NO);
    for (Meter meter : meters) {
      sums = sums.and(of(meter));
    }
    return sums;
  }

  private Sums and(Sums other) {
    return new Sums(
        sum(value, other.value),
        sum(count, other.count),
        sum(total, other.total),
        Double.isNaN(max) ? other.max : Double.isNaN(other.max) ? max : Math.max(max, other.max));
  }

  private static double sum(double one, double other) {
    return Double.isNaN(one) ? other : Double.isNaN(other) ? one : one + other;
  }

  private static Sums of(Meter meter) {
    return meter.match(
        Sums::gauge,
        (Counter counter) -> new Sums(NO, counter.count(), NO, NO),
        Sums::timer,
        Sums::summary,
        Sums::longTasks,
        Sums::gauge,
        (FunctionCounter counter) -> new Sums(NO, counter.count(), NO, NO),
        Sums::functionTimer,
        other -> new Sums(NO, NO, NO, NO));
  }

  private static Sums gauge(Gauge gauge) {
    return new Sums(gauge.value(), NO, NO, NO);
  }

  private static Sums timer(Timer timer) {
    return new Sums(
        NO, timer.count(), timer.totalTime(TimeUnit.SECONDS), timer.max(TimeUnit.SECONDS));
  }

  private static Sums summary(DistributionSummary summary) {
    return new Sums(NO, summary.count(), summary.totalAmount(), summary.max());
  }

  private static Sums longTasks(LongTaskTimer timer) {
    return new Sums(timer.activeTasks(), NO, NO, timer.max(TimeUnit.SECONDS));
  }

  private static Sums functionTimer(FunctionTimer timer) {
    return new Sums(NO, timer.count(), timer.totalTime(TimeUnit.SECONDS), NO);
  }
}
