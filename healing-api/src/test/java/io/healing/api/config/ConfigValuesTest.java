package io.healing.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.WireWord;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.diagnose.HealingAnalysisConfig;
import io.healing.api.notify.HealingNotifyConfig;
import io.healing.api.review.HealingMode;
import io.healing.api.review.ReviewScheduleConfig;
import io.healing.api.review.ReviewScopeConfig;
import io.healing.api.review.SuggestionBehaviorConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigValuesTest {

  @Test
  void presetsHaveTheirWords() {
    assertThat(HealingPreset.values())
        .extracting(WireWord::word)
        .containsExactly("conservative", "moderate", "aggressive", "custom");
  }

  @Test
  void aJobIsNotHealedUnlessItSaysSo() {
    assertThat(SelfHealingConfig.defaults())
        .isEqualTo(
            new SelfHealingConfig(
                false,
                HealingMode.REACTIVE,
                HealingPreset.CONSERVATIVE,
                ReviewScheduleConfig.defaults(),
                ReviewScopeConfig.defaults(),
                SuggestionBehaviorConfig.defaults(),
                null,
                HealingAnalysisConfig.defaults(),
                null,
                HealingRemediationConfig.defaults(),
                HealingNotifyConfig.defaults()));
  }

  @Test
  void theConservativePresetRunsAgainTwice() {
    assertThat(HealingPreset.CONSERVATIVE.remediation())
        .isEqualTo(limits(2, List.of("restart_job")));
  }

  @Test
  void theModeratePresetAlsoEdits() {
    assertThat(HealingPreset.MODERATE.remediation())
        .isEqualTo(limits(3, List.of("restart_job", "edit_script", "edit_config")));
  }

  @Test
  void theAggressivePresetAlsoRunsCommandsAndRestartsServices() {
    assertThat(HealingPreset.AGGRESSIVE.remediation())
        .isEqualTo(
            limits(
                5,
                List.of(
                    "restart_job",
                    "edit_script",
                    "edit_config",
                    "run_command",
                    "edit_openclaw_cron",
                    "restart_service")));
  }

  @Test
  void theCustomPresetSetsNothing() {
    assertThat(HealingPreset.CUSTOM.remediation()).isEqualTo(HealingRemediationConfig.defaults());
  }

  @Test
  void choosingAPresetInCodeTakesItsRemediation() {
    SelfHealingConfig before = SelfHealingConfig.defaults().withEnabled(true);
    SelfHealingConfig after = before.withPreset(HealingPreset.MODERATE);
    assertThat(after.preset()).isEqualTo(HealingPreset.MODERATE);
    assertThat(after.remediation()).isEqualTo(HealingPreset.MODERATE.remediation());
    assertThat(after.withPreset(HealingPreset.CONSERVATIVE).withRemediation(before.remediation()))
        .isEqualTo(before);
  }

  /** The defaults with what a preset sets. */
  private static HealingRemediationConfig limits(int attempts, List<String> actions) {
    return new HealingRemediationConfig(
        true, attempts, actions, List.of(), false, List.of(), List.of());
  }
}
