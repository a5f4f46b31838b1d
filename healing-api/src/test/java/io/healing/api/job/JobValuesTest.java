package io.healing.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.WireWord;
import org.junit.jupiter.api.Test;

class JobValuesTest {

  @Test
  void budgetPeriodsHaveTheirWords() {
    assertThat(ErrorBudgetPeriod.values())
        .extracting(WireWord::word)
        .containsExactly("day", "week", "month");
  }

  @Test
  void runStatusesHaveTheirWords() {
    assertThat(SlaStatus.values())
        .extracting(WireWord::word)
        .containsExactly("pass", "fail", "partial", "no_sla");
  }

  @Test
  void healthHasItsWords() {
    assertThat(SlaHealth.values())
        .extracting(WireWord::word)
        .containsExactly("healthy", "warning", "critical", "no_data");
  }

  @Test
  void aServiceLevelIsOffAndWantsNinetyFivePercent() {
    assertThat(SlaConfig.defaults())
        .isEqualTo(new SlaConfig(false, 95.0, 300, null, null, null, "7d", true, 90.0));
  }

  @Test
  void anErrorBudgetHoldsThreeFailuresAWeek() {
    assertThat(ErrorBudgetConfig.defaults())
        .isEqualTo(new ErrorBudgetConfig(ErrorBudgetPeriod.WEEK, 3));
  }
}
