package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.ErrorBudgetConfig;
import io.healing.api.job.ErrorBudgetPeriod;
import io.healing.api.job.SlaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlaConstraintsTest extends SeedConstraints {
  @Test
  void aSuccessRateIsFromZeroToAHundredPercent() {
    assertThat(faults(SlaConfig.defaults().withSuccessRate(-0.1)))
        .containsExactly("successRate must be greater than or equal to 0");
    assertThat(faults(SlaConfig.defaults().withSuccessRate(0))).isEmpty();
    assertThat(faults(SlaConfig.defaults().withSuccessRate(100))).isEmpty();
    assertThat(faults(SlaConfig.defaults().withSuccessRate(100.1)))
        .containsExactly("successRate must be less than or equal to 100");
    assertThat(faults(SlaConfig.defaults().withSuccessRate(Double.NaN))).isNotEmpty();
  }

  @Test
  void anAlertThresholdIsFromZeroToAHundredPercent() {
    assertThat(faults(sla("7d", -0.1)))
        .containsExactly("alertThreshold must be greater than or equal to 0");
    assertThat(faults(sla("7d", 0))).isEmpty();
    assertThat(faults(sla("7d", 100))).isEmpty();
    assertThat(faults(sla("7d", 100.1)))
        .containsExactly("alertThreshold must be less than or equal to 100");
    assertThat(faults(sla("7d", Double.NaN))).isNotEmpty();
  }

  @Test
  void aScheduleToleranceIsNotNegative() {
    assertThat(faults(SlaConfig.defaults().withScheduleTolerance(-1)))
        .containsExactly("scheduleTolerance must be greater than or equal to 0");
    assertThat(faults(SlaConfig.defaults().withScheduleTolerance(0))).isEmpty();
    assertThat(faults(SlaConfig.defaults().withScheduleTolerance(1))).isEmpty();
  }

  @Test
  void aLongestDurationIsMoreThanNothing() {
    assertThat(faults(SlaConfig.defaults().withMaxDuration(0)))
        .containsExactly("maxDuration must be greater than 0");
    assertThat(faults(SlaConfig.defaults().withMaxDuration(1))).isEmpty();
    assertThat(faults(SlaConfig.defaults().withMaxDuration(null))).isEmpty();
  }

  @Test
  void failuresInARowAreNotNegative() {
    assertThat(faults(SlaConfig.defaults().withMaxConsecutiveFailures(-1)))
        .containsExactly("maxConsecutiveFailures must be greater than or equal to 0");
    assertThat(faults(SlaConfig.defaults().withMaxConsecutiveFailures(0))).isEmpty();
    assertThat(faults(SlaConfig.defaults().withMaxConsecutiveFailures(1))).isEmpty();
  }

  @Test
  void anErrorBudgetIsNotNegative() {
    assertThat(faults(budget(-1)))
        .containsExactly("errorBudget.maxFailures must be greater than or equal to 0");
    assertThat(faults(budget(0))).isEmpty();
    assertThat(faults(budget(1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h", "12h", "7d", "2w", "1m", "9999d"})
  void anEvaluationPeriodIsValid(String period) {
    assertThat(faults(sla(period, 90))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0d", "07d", "-1d", "7", "d", "7s", "7D", "7 d", "10000d"})
  void whatIsNoEvaluationPeriodIsRefused(String period) {
    assertThat(faults(sla(period, 90)))
        .containsExactly(
            "evaluationPeriod must be a number from 1 to 9999 and h, d, w or m, such as 7d");
  }

  private static SlaConfig sla(String period, double threshold) {
    return new SlaConfig(false, 95, 300, null, null, null, period, true, threshold);
  }

  private static SlaConfig budget(int maxFailures) {
    return SlaConfig.defaults()
        .withErrorBudget(new ErrorBudgetConfig(ErrorBudgetPeriod.WEEK, maxFailures));
  }
}
