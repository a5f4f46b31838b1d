package io.healing.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.healing.api.HeldClock;
import io.healing.api.Samples;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.act.VerificationState;
import io.healing.api.config.LearningConfig;
import io.healing.api.learn.Effectiveness;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LearningTest {
  private static final Instant NOON = Samples.NOON;
  private final Learning learning = new Learning(LearningConfig.defaults(), HeldClock.at(NOON));

  static Effectiveness row(int verified, int ineffective, int inconclusive) {
    return new Effectiveness("job.failed", "edit_config", verified, ineffective, inconclusive);
  }

  private double expected(Learning by, Effectiveness... rows) {
    return by.expected(List.of(rows), List.of(), "job.failed", "edit_config");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0,1.0",
    "9,0,0,1.0",
    "0,9,0,1.0",
    "10,0,0,1.8333333333",
    "0,10,0,0.1666666667",
    "0,0,10,0.1666666667",
    "5,5,0,1.0",
    "5,6,0,0.9230769231"
  })
  void belowTenTriesNothingIsLearned(
      int verified, int ineffective, int inconclusive, double factor) {
    assertThat(expected(learning, row(verified, ineffective, inconclusive)))
        .isCloseTo(factor, within(1e-9));
  }

  @Test
  void theOperatorSetsFromHowManyTriesOnTheOrderChanges() {
    Learning two = by(LearningConfig.defaults().withMinSamplesForLearning(2));
    assertThat(expected(two, row(1, 0, 0))).isEqualTo(1.0);
    assertThat(expected(two, row(2, 0, 0))).isEqualTo(1.5);
  }

  private static Learning by(LearningConfig config) {
    return new Learning(config, HeldClock.at(NOON));
  }

  @ParameterizedTest
  @CsvSource({"0.05,0.05", "0.3,0.3", "0,0.00662251656", "1,1"})
  void nothingFallsBelowTheShareThatTheOperatorSets(double floor, double factor) {
    Learning by = by(LearningConfig.defaults().withExplorationFloor(floor));
    assertThat(expected(by, row(0, 300, 0))).isCloseTo(factor, within(1e-9));
  }

  @Test
  void aProcedureRemembersTriesOfActionsThatAreForgotten() {
    List<RecoveryProcedure> four = learnt(true, true, true, false);
    Learning least = by(LearningConfig.defaults().withMinSamplesForLearning(4));
    assertThat(least.expected(List.of(), four, "job.failed", "edit_config"))
        .isCloseTo(expected(least, row(3, 1, 0)), within(1e-9));
    List<Effectiveness> more = List.of(row(0, 5, 0));
    assertThat(least.expected(more, four, "job.failed", "edit_config"))
        .isEqualTo(expected(least, row(0, 5, 0)));
    assertThat(least.expected(List.of(), four, "job.failed", "restart_job")).isEqualTo(1.0);
  }

  private List<RecoveryProcedure> learnt(boolean... verified) {
    return learnt(learning, verified);
  }

  private static List<RecoveryProcedure> learnt(Learning by, boolean... verified) {
    List<RecoveryProcedure> known = List.of();
    for (boolean well : verified) {
      VerificationState state = well ? VerificationState.VERIFIED : VerificationState.INEFFECTIVE;
      known = List.of(by.learned(known, "job.failed", "edit_config", state).orElseThrow());
    }
    return known;
  }

  @ParameterizedTest
  @CsvSource({"0.5,0.25", "0.1,0.5", "1,0"})
  void theNewestOutcomeWeighsAsTheOperatorSetsOnceThereAreEnough(double rate, double expected) {
    Learning by = by(LearningConfig.defaults().withLearningRate(rate));
    List<RecoveryProcedure> known = learnt(by, true, true, false, false);
    assertThat(known.get(0).successRate()).isCloseTo(expected, within(1e-9));
    assertThat(known.get(0).executionCount()).isEqualTo(4);
  }

  @Test
  void afterManyOutcomesTheNewestWeighsExactlyTheLearningRate() {
    boolean[] twenty = new boolean[20];
    Arrays.fill(twenty, true);
    RecoveryProcedure one = learnt(twenty).get(0);
    assertThat(one.successRate()).isCloseTo(1.0, within(1e-9));
    RecoveryProcedure next =
        learning
            .learned(List.of(one), "job.failed", "edit_config", VerificationState.INEFFECTIVE)
            .orElseThrow();
    assertThat(next.successRate()).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void whatStoppedHelpingIsRankedByItsNewestOutcomes() {
    boolean[] outcomes = new boolean[40];
    Arrays.fill(outcomes, 0, 20, true);
    List<Effectiveness> same = List.of(row(20, 20, 0));
    double newest = learning.expected(same, learnt(outcomes), "job.failed", "edit_config");
    assertThat(newest).isLessThan(0.4);
    assertThat(expected(learning, row(20, 20, 0))).isCloseTo(1.0, within(1e-9));
  }

  @Test
  void moreTriesAreMoreCertainAndNeverFullyCertain() {
    assertThat(expected(learning, row(300, 0, 0)))
        .isGreaterThan(expected(learning, row(10, 0, 0)))
        .isLessThan(2.0);
    assertThat(expected(learning, row(0, 300, 0))).isPositive().isLessThan(0.1);
  }

  @Test
  void rowsOfTheSamePairAreAddedUpAndOthersAreNot() {
    Effectiveness other = new Effectiveness("job.failed", "restart_job", 0, 99, 0);
    Effectiveness finding = new Effectiveness("job.slow", "edit_config", 0, 99, 0);
    assertThat(expected(learning, row(4, 0, 0), row(6, 0, 0), other, finding))
        .isEqualTo(expected(learning, row(10, 0, 0)));
  }

  private static Effectiveness restarts(int verified, int ineffective) {
    return new Effectiveness("job.failed", "restart_job", verified, ineffective, 0);
  }

  private Optional<String> turn(Learning by, Effectiveness... rows) {
    List<String> proposed = List.of("restart_job", "edit_config");
    return by.turn(List.of(rows), List.of(), "job.failed", proposed);
  }

  @ParameterizedTest
  @CsvSource({"8,false", "9,false", "10,true", "11,false", "30,true"})
  void afterEveryTwentyTriesWhatDidBadlyGetsItsTurn(int well, boolean turns) {
    assertThat(turn(learning, restarts(well, 0), row(0, 10, 0)).isPresent()).isEqualTo(turns);
  }

  @Test
  void theTurnIsThatOfTheLeastTriedAndThenOfTheOneThatWaitedLongest() {
    Effectiveness third = new Effectiveness("job.failed", "run_command", 0, 12, 0);
    List<Effectiveness> rows = List.of(restarts(8, 0), row(0, 20, 0), third);
    List<String> all = List.of("restart_job", "edit_config", "run_command");
    assertThat(learning.turn(rows, List.of(), "job.failed", all)).contains("run_command");
    assertThat(learning.turn(rows, List.of(), "job.failed", List.of("restart_job", "edit_config")))
        .as("what cannot be done now has no turn")
        .contains("edit_config");
    List<Effectiveness> equal =
        List.of(row(0, 10, 0), new Effectiveness("job.failed", "run_command", 0, 10, 0));
    List<RecoveryProcedure> lately = learnt(false);
    assertThat(learning.turn(equal, lately, "job.failed", all)).contains("run_command");
  }

  @Test
  void withoutAFloorOrTrackingOrAnAlternativeNothingGetsATurn() {
    LearningConfig defaults = LearningConfig.defaults();
    Effectiveness[] rows = {restarts(10, 0), row(0, 10, 0)};
    assertThat(turn(by(defaults.withExplorationFloor(0)), rows)).isEmpty();
    assertThat(turn(by(defaults.withEffectivenessTracking(false)), rows)).isEmpty();
    assertThat(turn(learning)).isEmpty();
    assertThat(learning.turn(List.of(rows), List.of(), "job.failed", List.of("edit_config")))
        .isEmpty();
    assertThat(turn(learning, restarts(20, 0))).as("nothing did badly").isEmpty();
  }

  @Test
  void withTheTrackingOffEverythingIsNeutral() {
    Learning off =
        new Learning(
            LearningConfig.defaults().withEffectivenessTracking(false), HeldClock.at(NOON));
    assertThat(expected(off, row(0, 99, 0))).isEqualTo(1.0);
    assertThat(off.learned(List.of(), "job.failed", "edit_config", VerificationState.VERIFIED))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "150,1.0",
    "151,0.94",
    "300,0.94",
    "301,0.88",
    "600,0.88",
    "601,0.79",
    "1200,0.79",
    "1201,0.73"
  })
  void aQuickRepairIsWorthMore(int seconds, double score) {
    Repair repair = new Repair(VerificationState.VERIFIED, Duration.ofSeconds(seconds), 1, 3);
    assertThat(learning.score(repair)).isCloseTo(score, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"1,1.0", "2,0.93333", "3,0.86667", "4,0.8", "9,0.8", "0,1.0"})
  void fewAttemptsAreWorthMore(int attempts, double score) {
    Repair repair = new Repair(VerificationState.VERIFIED, Duration.ZERO, attempts, 3);
    assertThat(learning.score(repair)).isCloseTo(score, within(1e-4));
    assertThat(learning.score(new Repair(VerificationState.VERIFIED, Duration.ZERO, 1, 0)))
        .isCloseTo(1.0, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VERIFIED", value = VerificationState.class)
  void whatWasNotVerifiedWasNotEffective(VerificationState state) {
    assertThat(learning.score(new Repair(state, Duration.ZERO, 1, 100))).isLessThan(0.6);
  }

  @Test
  void aProcedureIsFoundAgainByWhatItIsForAndLearnsFromEveryTry() {
    RecoveryProcedure first = learned(List.of(), VerificationState.VERIFIED).orElseThrow();
    RecoveryProcedure second = learned(List.of(first), VerificationState.INEFFECTIVE).orElseThrow();
    RecoveryProcedure third =
        learned(List.of(second), VerificationState.INCONCLUSIVE).orElseThrow();
    assertThat(first.successRate()).isEqualTo(1.0);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.successRate()).isEqualTo(0.5);
    assertThat(third.executionCount()).isEqualTo(3);
    assertThat(third.successRate()).isCloseTo(1 / 3.0, within(1e-9));
    assertThat(first.errorPattern()).isEqualTo("job.failed");
    assertThat(first.procedureSteps()).containsExactly("edit_config");
    assertThat(first.lastUpdated()).isEqualTo(NOON);
  }

  private Optional<RecoveryProcedure> learned(
      List<RecoveryProcedure> known, VerificationState state) {
    return learning.learned(known, "job.failed", "edit_config", state);
  }

  @Test
  void anotherPairIsAnotherProcedure() {
    RecoveryProcedure edit = learned(List.of(), VerificationState.VERIFIED).orElseThrow();
    RecoveryProcedure restart =
        learning
            .learned(List.of(edit), "job.failed", "restart_job", VerificationState.VERIFIED)
            .orElseThrow();
    assertThat(restart.id()).isNotEqualTo(edit.id());
    assertThat(restart.executionCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING", "NONE", "UNKNOWN"})
  void whatSaysNothingTeachesNothing(VerificationState state) {
    assertThat(learned(List.of(), state)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"9,0,false", "10,0,true", "10,1,true", "10,2,false", "100,41,false", "100,40,true"})
  void aProcedureIsDemotedWhenItCertainlyHelpsLessOftenThanNot(
      int tried, int helped, boolean demoted) {
    RecoveryProcedure row =
        new RecoveryProcedure("p", "x", List.of("a"), helped / (double) tried, tried, NOON);
    assertThat(learning.demoted(row)).isEqualTo(demoted);
    Learning untracked =
        new Learning(
            LearningConfig.defaults().withEffectivenessTracking(false), HeldClock.at(NOON));
    assertThat(untracked.demoted(row)).isFalse();
  }

  @Test
  void aDemotedProcedureHasItsTurnAsATypeOfActionHas() {
    List<Effectiveness> twenty = List.of(new Effectiveness("f", "restart_job", 20, 0, 0));
    RecoveryProcedure bad = new RecoveryProcedure("p", "x", List.of("a"), 0, 10, NOON);
    RecoveryProcedure good = new RecoveryProcedure("p", "x", List.of("a"), 0.9, 10, NOON);
    List<String> ways = List.of("restart_job", "p");

    assertThat(learning.turn(twenty, List.of(bad), "f", ways)).contains("p");
    assertThat(learning.turn(twenty, List.of(good), "f", ways)).isEmpty();
    List<Effectiveness> more = List.of(new Effectiveness("f", "restart_job", 21, 0, 0));
    assertThat(learning.turn(more, List.of(bad), "f", ways)).isEmpty();
  }
}
