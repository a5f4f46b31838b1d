package io.healing.api.detect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sample of a number with its thresholds.
 *
 * @param id a UUID
 * @param metricName lower-case words joined by underscores, and a slash and which one where there
 *     are several, as {@link MetricName} has them
 * @param currentValue the number
 * @param thresholdWarning from here on it is a warning, or null without one
 * @param thresholdCritical from here on it is critical, or null without one
 * @param status how the value stands against the thresholds
 * @param measuredAt when it was measured
 */
public record HealthMetric(
    String id,
    String metricName,
    double currentValue,
    @Nullable Double thresholdWarning,
    @Nullable Double thresholdCritical,
    HealthStatus status,
    Instant measuredAt) {

  /**
   * A sample whose status follows from its thresholds: at or above critical is critical, at or
   * above warning is warning, else healthy.
   */
  public static HealthStatus status(
      double value, @Nullable Double warning, @Nullable Double critical) {
    if (critical != null && value >= critical) {
      return HealthStatus.CRITICAL;
    }
    return warning != null && value >= warning ? HealthStatus.WARNING : HealthStatus.HEALTHY;
  }
}
