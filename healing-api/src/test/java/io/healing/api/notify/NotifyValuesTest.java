package io.healing.api.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.WireWord;
import io.healing.api.review.SuggestionBehaviorConfig;
import org.junit.jupiter.api.Test;

class NotifyValuesTest {

  @Test
  void channelsHaveTheirWords() {
    assertThat(NotifyChannel.values())
        .extracting(WireWord::word)
        .containsExactly("log", "webhook", "slack", "whatsapp", "mail");
  }

  @Test
  void theChannelOfSuggestionsIsAKnownOne() {
    assertThat(
            WireWord.parse(
                NotifyChannel.class, SuggestionBehaviorConfig.defaults().notifyChannel()))
        .contains(NotifyChannel.WHATSAPP);
  }

  @Test
  void everyStepButTheAnalysisIsTold() {
    assertThat(HealingNotifyConfig.defaults())
        .isEqualTo(new HealingNotifyConfig(false, true, true, true, "main"));
  }
}
