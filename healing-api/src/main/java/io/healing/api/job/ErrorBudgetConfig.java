package io.healing.api.job;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * How many failures of a job are accepted in a while.
 *
 * @param period how long the budget lasts; default {@code week}
 * @param maxFailures how many failed runs it holds, 0 or more; default 3
 */
public record ErrorBudgetConfig(
    @NotNull ErrorBudgetPeriod period, @PositiveOrZero int maxFailures) {

  /**
   * Three failures a week.
   *
   * @return the defaults
   */
  public static ErrorBudgetConfig defaults() {
    return new ErrorBudgetConfig(ErrorBudgetPeriod.WEEK, 3);
  }
}
