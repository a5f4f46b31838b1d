package io.healing.core;

import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.MetricName;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/**
 * What a monitor's looks take of Healing's own time. Measured where the looks are made; their mean
 * is kept as a sample, the first at once and then every five minutes.
 */
final class LookTime {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final double NANOS_PER_MS = 1e6;

  private final String metric;
  private long nanos;
  private long looks;
  private Instant due = Instant.MIN;

  LookTime(String monitor) {
    metric = MetricName.of(MetricName.MONITOR_TIME, monitor);
  }

  /** A look that is measured; also one that fails takes its time. */
  Observation measured(LongSupplier clock, Callable<Observation> look) throws Exception {
    long began = clock.getAsLong();
    try {
      return look.call();
    } finally {
      took(clock.getAsLong() - began);
    }
  }

  private synchronized void took(long time) {
    nanos += time;
    looks++;
  }

  /** The mean of the looks since the last sample, when it is time for one. */
  synchronized Optional<HealthMetric> sample(Instant now) {
    if (looks == 0 || now.isBefore(due)) {
      return Optional.empty();
    }
    double mean = nanos / NANOS_PER_MS / looks;
    due = now.plus(EVERY);
    nanos = 0;
    looks = 0;
    String id = UUID.randomUUID().toString();
    return Optional.of(new HealthMetric(id, metric, mean, null, null, HealthStatus.HEALTHY, now));
  }
}
