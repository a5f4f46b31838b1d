package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.decide.BlockReason;
import io.healing.laws.BrokenConfigScenario.Setup;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One changed fact each: that gate stops the action, the file is as the person left it byte for
 * byte, and the reason is told. That only it does is shown by the same story without the changed
 * fact: then the file is mended.
 */
class GatesTest extends GateFacts {
  @ParameterizedTest
  @MethodSource("facts")
  void theFactAloneStopsTheActionAndIsTold(Fact fact, @TempDir Path home) {
    Setup setup = BrokenConfigScenario.in(home);
    fact.setup().accept(setup, true);
    try (BrokenConfigScenario scenario = setup.open()) {
      fact.story().accept(scenario, true);

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.actions()).hasSize(fact.reason() == BlockReason.TARGET_CONTESTED ? 1 : 0);
      assertThat(scenario.why()).contains(fact.reason().sentence());
      assertThat(home).isDirectoryNotContaining(file -> file.toString().contains(".healing-tmp"));
    }
  }

  @ParameterizedTest
  @MethodSource("facts")
  void withoutTheFactTheSameStoryEndsWithTheFileMended(Fact fact, @TempDir Path home) {
    Setup setup = BrokenConfigScenario.in(home);
    fact.setup().accept(setup, false);
    try (BrokenConfigScenario scenario = setup.open()) {
      fact.story().accept(scenario, false);

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  /** A new gate needs a new story here, or in one of the tests that are named. */
  @Test
  void everyReasonHasItsStory() {
    Set<BlockReason> shown = EnumSet.noneOf(BlockReason.class);
    facts().forEach(fact -> shown.add(fact.reason()));
    Set<BlockReason> elsewhere =
        EnumSet.of(
            // Nothing runs then: OffByDefaultTest.
            BlockReason.OFF,
            // Nobody is asked about what is over: VerifiedTest; of approvals: UndoTest.
            BlockReason.CLEAR,
            BlockReason.EXPIRED,
            // A due time of the calendar passes, no action: the tests of reviews.
            BlockReason.TOO_FEW_RUNS,
            // Pools are no file of a job: ScaledPoolTest.
            BlockReason.SCALING_OFF,
            // The end of a procedure, no gate: ProceduresTest.
            BlockReason.PROCEDURE_STOPPED,
            // Why there is no plan, no gate: ProcedureFaultsTest.
            BlockReason.ALREADY_SO,
            // Not decided on by itself at all, only its cause is: ConsequenceTest.
            BlockReason.CONSEQUENCE,
            // Only read from a newer release's rows.
            BlockReason.UNKNOWN);

    assertThat(shown).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(elsewhere)));
  }
}
