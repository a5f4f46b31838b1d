package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.laws.BrokenConfigScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person saw of a change of which nobody could tell is said by all rows of it. */
class SettledByHandTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String OTHER = "batch.size=3\nsource=orders.csv\n";

  @TempDir Path home;

  private String disturbed = "";

  /** At this step something else writes into the file, and the change breaks off. */
  private void at(String step) {
    if (step.equals(disturbed)) {
      disturbed = "";
      try {
        Files.writeString(home.toRealPath().resolve("import.properties"), OTHER);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      throw new IllegalStateException("broken off");
    }
  }

  private BrokenConfigScenario open() {
    return BrokenConfigScenario.in(home).with(b -> b.crashPoints(this::at)).open();
  }

  private static ActionEntry action(BrokenConfigScenario scenario) {
    return scenario.actions().get(0);
  }

  private static SuggestionStatus suggestion(BrokenConfigScenario scenario) {
    return scenario.admin().suggestion(action(scenario).row().suggestionId()).row().status();
  }

  private static void settle(BrokenConfigScenario scenario, boolean made) {
    String target = Target.file(scenario.file()).toString();
    assertThat(scenario.store().journal().pendingOn(Target.parse(target))).isPresent();
    scenario.admin().settle(target, made, "anna");
    assertThat(scenario.store().journal().pendingOn(Target.parse(target))).isEmpty();
  }

  @Test
  void aChangeThatIsInPlaceIsAppliedAndThenProved() {
    disturbed = "w.after";
    try (BrokenConfigScenario scenario = open()) {
      scenario.play();
      assertThat(action(scenario).row().status()).isEqualTo(ActionStatus.FAILED);
      scenario.edit(BrokenConfigScenario.GOOD);
      settle(scenario, true);

      assertThat(action(scenario).row().status()).isEqualTo(ActionStatus.SUCCESS);
      assertThat(action(scenario).row().canRollback()).isTrue();
      assertThat(action(scenario).detail().note()).contains("anna looked");
      assertThat(suggestion(scenario)).isEqualTo(SuggestionStatus.APPLIED);
      scenario.run().pass(Duration.ofMinutes(3), Duration.ofSeconds(31));
      assertThat(action(scenario).detail().verification().state())
          .isEqualTo(VerificationState.VERIFIED);
      assertThat(scenario.incidents()).isEmpty();
    }
  }

  @Test
  void aChangeThatIsNotInPlaceStaysFailed() {
    disturbed = "w.after";
    try (BrokenConfigScenario scenario = open()) {
      scenario.play();
      settle(scenario, false);

      assertThat(action(scenario).row().status()).isEqualTo(ActionStatus.FAILED);
      assertThat(suggestion(scenario)).isEqualTo(SuggestionStatus.FAILED);
    }
  }

  private BrokenConfigScenario undoBrokenOff() {
    BrokenConfigScenario scenario = open();
    scenario.play();
    disturbed = "undo.w.after";
    scenario.run(RunTrigger.SCHEDULED, RunResult.failure("it hums")).pass(MINUTE);
    assertThat(scenario.content()).isEqualTo(OTHER);
    return scenario;
  }

  @Test
  void aChangeWhoseUndoTookPlaceIsTakenBack() {
    try (BrokenConfigScenario scenario = undoBrokenOff()) {
      settle(scenario, false);

      assertThat(action(scenario).row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
      assertThat(suggestion(scenario)).isEqualTo(SuggestionStatus.FAILED);
    }
  }

  @Test
  void aChangeThatIsStillInPlaceWasNotTakenBack() {
    try (BrokenConfigScenario scenario = undoBrokenOff()) {
      settle(scenario, true);

      assertThat(action(scenario).row().status()).isEqualTo(ActionStatus.SUCCESS);
      assertThat(suggestion(scenario)).isEqualTo(SuggestionStatus.APPLIED);
    }
  }
}
