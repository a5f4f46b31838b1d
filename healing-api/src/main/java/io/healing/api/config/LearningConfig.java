package io.healing.api.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * What is learned and how sure is sure enough.
 *
 * @param effectivenessTracking whether the measured effectiveness of an action ranks the proposals;
 *     default true
 * @param confidenceThreshold the least confidence for acting alone, 0 to 1; default 0.8
 */
public record LearningConfig(
    boolean effectivenessTracking, @Min(0) @Max(1) double confidenceThreshold) {
  /** Tracking on, threshold 0.8. */
  public static LearningConfig defaults() {
    return new LearningConfig(true, 0.8);
  }
}
