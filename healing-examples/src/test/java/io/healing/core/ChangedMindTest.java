package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.healing.api.HealingException;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.SuggestionStatus;
import io.healing.laws.BrokenConfigScenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between a decision and its change time may pass; what happened meanwhile is asked again. */
class ChangedMindTest {
  @TempDir Path home;

  private final Queue<Runnable> meanwhile = new ArrayDeque<>();

  private void at(String step) {
    if (step.equals("t1.before") && !meanwhile.isEmpty()) {
      meanwhile.remove().run();
    }
  }

  private BrokenConfigScenario open() {
    return BrokenConfigScenario.in(home).with(b -> b.crashPoints(this::at)).open();
  }

  @Test
  void aJobThatRanWellBeforeItsRepairBeganIsNotRepaired() {
    try (BrokenConfigScenario scenario = open()) {
      meanwhile.add(
          () ->
              scenario.run(RunTrigger.SCHEDULED, RunResult.success()).pass(Duration.ofSeconds(31)));
      scenario.play();

      assertThat(meanwhile).isEmpty();
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.actions()).isEmpty();
      assertThat(scenario.why()).contains(BlockReason.CLEAR.sentence());
    }
  }

  @Test
  void anIncidentThatEndedBeforeItsRepairBeganIsNotRepaired() {
    try (BrokenConfigScenario scenario = open()) {
      meanwhile.add(
          () -> {
            scenario.run(RunTrigger.SCHEDULED, RunResult.success());
            scenario.pass(Duration.ofMinutes(3), Duration.ofSeconds(30));
            assertThat(scenario.incidents()).isEmpty();
          });
      scenario.play();

      assertThat(meanwhile).isEmpty();
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.actions()).isEmpty();
    }
  }

  @Test
  void aSuggestionThatIsBeingAppliedCannotBeRejectedAnyMore() {
    AtomicReference<HealingException> refused = new AtomicReference<>();
    AtomicReference<BrokenConfigScenario> opened = new AtomicReference<>();
    CrashPoints points =
        step -> {
          if (step.equals("t1.after")) {
            long id = opened.get().admin().suggestions(SuggestionStatus.APPROVED).get(0).row().id();
            refused.set(
                assertThrows(
                    HealingException.class,
                    () -> opened.get().admin().reject(id, "ben", "it was meant so")));
          }
        };
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home).with(builder -> builder.crashPoints(points)).open()) {
      opened.set(scenario);
      scenario.play();

      assertThat(refused.get()).hasMessageContaining("being applied");
      assertThat(scenario.admin().suggestions(SuggestionStatus.APPLIED)).hasSize(1);
      assertThat(scenario.admin().suggestions(SuggestionStatus.REJECTED)).isEmpty();
    }
  }
}
