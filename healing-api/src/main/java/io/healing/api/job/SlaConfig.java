package io.healing.api.job;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/**
 * The service level that a job should keep.
 *
 * @param enabled whether the job is measured against it; default false
 * @param successRate how many of its runs should succeed, in percent, 0 to 100; default 95
 * @param scheduleTolerance how late a scheduled run may start, in seconds, 0 or more; default 300
 * @param maxDuration how long a run may take, in seconds, more than 0; default null, as long as it
 *     wants
 * @param maxConsecutiveFailures how many runs in a row may fail, 0 or more; default null, not
 *     checked
 * @param errorBudget how many failures are accepted in a while; default null, not checked
 * @param evaluationPeriod how far back runs count: a whole number of hours, days, weeks or months
 *     of 30 days, as {@code 12h}, {@code 7d}, {@code 2w} or {@code 1m}; default {@code 7d}
 * @param alertOnBreach whether a breach is told; default true
 * @param alertThreshold the score below which a run that broke the level is told, in percent, 0 to
 *     100; default 90
 */
public record SlaConfig(
    boolean enabled,
    @Min(0) @Max(100) double successRate,
    @PositiveOrZero int scheduleTolerance,
    @Positive @Nullable Integer maxDuration,
    @PositiveOrZero @Nullable Integer maxConsecutiveFailures,
    @Valid @Nullable ErrorBudgetConfig errorBudget,
    @NotNull
        @Pattern(
            regexp = "[1-9][0-9]{0,3}[hdwm]",
            message = "must be a number from 1 to 9999 and h, d, w or m, such as 7d")
        String evaluationPeriod,
    boolean alertOnBreach,
    @Min(0) @Max(100) double alertThreshold) {

  /**
   * Switched off; when switched on, 95 % of the runs of seven days should succeed.
   *
   * @return the defaults
   */
  public static SlaConfig defaults() {
    return new SlaConfig(false, 95.0, 300, null, null, null, "7d", true, 90.0);
  }

  /**
   * Replaces whether the job is measured.
   *
   * @param value true to measure it
   * @return the changed copy
   */
  public SlaConfig withEnabled(boolean value) {
    return new SlaConfig(
        value,
        successRate,
        scheduleTolerance,
        maxDuration,
        maxConsecutiveFailures,
        errorBudget,
        evaluationPeriod,
        alertOnBreach,
        alertThreshold);
  }

  /**
   * Replaces the wanted success rate.
   *
   * @param value percent, 0 to 100
   * @return the changed copy
   */
  public SlaConfig withSuccessRate(double value) {
    return new SlaConfig(
        enabled,
        value,
        scheduleTolerance,
        maxDuration,
        maxConsecutiveFailures,
        errorBudget,
        evaluationPeriod,
        alertOnBreach,
        alertThreshold);
  }

  /**
   * Replaces how late a scheduled run may start.
   *
   * @param value seconds, 0 or more
   * @return the changed copy
   */
  public SlaConfig withScheduleTolerance(int value) {
    return new SlaConfig(
        enabled,
        successRate,
        value,
        maxDuration,
        maxConsecutiveFailures,
        errorBudget,
        evaluationPeriod,
        alertOnBreach,
        alertThreshold);
  }

  /**
   * Replaces how long a run may take.
   *
   * @param value seconds, more than 0, or null for as long as it wants
   * @return the changed copy
   */
  public SlaConfig withMaxDuration(@Nullable Integer value) {
    return new SlaConfig(
        enabled,
        successRate,
        scheduleTolerance,
        value,
        maxConsecutiveFailures,
        errorBudget,
        evaluationPeriod,
        alertOnBreach,
        alertThreshold);
  }

  /**
   * Replaces how many runs in a row may fail.
   *
   * @param value 0 or more, or null for no check
   * @return the changed copy
   */
  public SlaConfig withMaxConsecutiveFailures(@Nullable Integer value) {
    return new SlaConfig(
        enabled,
        successRate,
        scheduleTolerance,
        maxDuration,
        value,
        errorBudget,
        evaluationPeriod,
        alertOnBreach,
        alertThreshold);
  }

  /**
   * Replaces the error budget.
   *
   * @param value the budget, or null for none
   * @return the changed copy
   */
  public SlaConfig withErrorBudget(@Nullable ErrorBudgetConfig value) {
    return new SlaConfig(
        enabled,
        successRate,
        scheduleTolerance,
        maxDuration,
        maxConsecutiveFailures,
        value,
        evaluationPeriod,
        alertOnBreach,
        alertThreshold);
  }
}
