package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ActionStatus;
import io.healing.api.act.VerificationState;
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

      scenario.run().pass(Duration.ofMinutes(2));

      assertThat(scenario.actions().get(0).row().status()).isEqualTo(ActionStatus.SUCCESS);
      assertThat(scenario.actions().get(0).detail().verification().state())
          .isEqualTo(VerificationState.VERIFIED);
      assertThat(scenario.incidents()).isEmpty();
    }
  }
}
