package io.healing.api.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How the built-in monitors look. A threshold is where a warning begins.
 *
 * @param monitoringInterval how often they look, in seconds, 1 to 86,400; default 30
 * @param thresholdCpu use of the processors, in percent, 0 to 100; default 80
 * @param thresholdMemory use of memory, in percent, 0 to 100; default 85
 * @param thresholdErrorRate share of calls or runs that failed, in percent, 0 to 100; default 5
 * @param thresholdResponseTime how long an answer may take, in milliseconds, 1 to 3,600,000;
 *     default 2,000
 * @param patternRecognitionEnabled whether log lines are grouped and new, bursting and recurring
 *     ones told; default true
 * @param anomalyDetectionEnabled whether samples are compared with their own past; default true
 * @param alertEscalationTimeout seconds after which an incident that nobody has dealt with is told
 *     to a person again, 1 to 86,400; default 300
 */
public record ErrorDetectionConfig(
    @Min(1) @Max(86_400) int monitoringInterval,
    @Min(0) @Max(100) double thresholdCpu,
    @Min(0) @Max(100) double thresholdMemory,
    @Min(0) @Max(100) double thresholdErrorRate,
    @Min(1) @Max(3_600_000) double thresholdResponseTime,
    boolean patternRecognitionEnabled,
    boolean anomalyDetectionEnabled,
    @Min(1) @Max(86_400) int alertEscalationTimeout) {
  /** Every 30 seconds; 80 %, 85 %, 5 %, 2,000 ms; both recognitions on; 300 s. */
  public static ErrorDetectionConfig defaults() {
    return new ErrorDetectionConfig(30, 80, 85, 5, 2_000, true, true, 300);
  }

  /** With looks so often. */
  public ErrorDetectionConfig withMonitoringInterval(int seconds) {
    return new ErrorDetectionConfig(
        seconds,
        thresholdCpu,
        thresholdMemory,
        thresholdErrorRate,
        thresholdResponseTime,
        patternRecognitionEnabled,
        anomalyDetectionEnabled,
        alertEscalationTimeout);
  }
}
