package io.healing.api.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How the built-in monitors look.
 *
 * @param monitoringInterval how often they look, in seconds, 1 to 86,400; default 30
 */
public record ErrorDetectionConfig(@Min(1) @Max(86_400) int monitoringInterval) {
  /** Every 30 seconds. */
  public static ErrorDetectionConfig defaults() {
    return new ErrorDetectionConfig(30);
  }
}
