package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ActionStatus;
import io.healing.api.act.HealingAction;
import io.healing.api.act.VerificationState;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every gate is measured against: with nothing in the way the file is restored. */
class BaseScenarioTest {

  @Test
  void withNothingInTheWayTheLastGoodContentIsRestoredAndSeenToHelp(@TempDir Path home) {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play();

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
      assertThat(scenario.actions()).hasSize(1);
      HealingAction action = scenario.actions().get(0).row();
      assertThat(action.originalContent()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(action.newContent()).isEqualTo(BrokenConfigScenario.GOOD);
      HealingSuggestion suggestion = scenario.admin().suggestion(action.suggestionId()).row();
      assertThat(suggestion.status()).isEqualTo(SuggestionStatus.APPLIED);
      assertThat(suggestion.appliedAt()).isNotNull();
      assertThat(suggestion.actionId()).isEqualTo(action.id());

      scenario.run().pass(Duration.ofMinutes(2));

      assertThat(scenario.actions().get(0).row().status()).isEqualTo(ActionStatus.SUCCESS);
      assertThat(scenario.actions().get(0).detail().verification().state())
          .isEqualTo(VerificationState.VERIFIED);
      assertThat(scenario.incidents()).isEmpty();
    }
  }
}
