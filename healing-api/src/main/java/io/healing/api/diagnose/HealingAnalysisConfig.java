package io.healing.api.diagnose;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * What an analyzer is given about a failed run.
 *
 * @param includeLogs whether the end of the run's log is given; default true
 * @param logLines how many of its last lines, 1 to 10,000; default 200
 * @param includeStderr whether the end of the run's standard error is given; default true
 * @param includeHistory how many earlier runs are given, 0 to 1,000, 0 for none; default 5
 * @param includeConfig whether the job's configuration is given; default true
 */
public record HealingAnalysisConfig(
    boolean includeLogs,
    @Min(1) @Max(10_000) int logLines,
    boolean includeStderr,
    @Min(0) @Max(1_000) int includeHistory,
    boolean includeConfig) {

  /**
   * The last 200 lines of log and standard error, five earlier runs, and the configuration.
   *
   * @return the defaults
   */
  public static HealingAnalysisConfig defaults() {
    return new HealingAnalysisConfig(true, 200, true, 5, true);
  }
}
