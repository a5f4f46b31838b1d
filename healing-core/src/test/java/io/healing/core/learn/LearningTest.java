package io.healing.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.healing.api.HeldClock;
import io.healing.api.Samples;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.act.VerificationState;
import io.healing.api.config.LearningConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.learn.DetectionStatistics;
import io.healing.api.learn.Effectiveness;
import io.healing.api.learn.RecoveryStatistics;
import io.healing.api.learn.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LearningTest {
  private static final Instant NOON = Samples.NOON;
  private final Learning learning = new Learning(LearningConfig.defaults(), HeldClock.at(NOON));

  private static Effectiveness row(int verified, int ineffective, int inconclusive) {
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
    java.util.Arrays.fill(twenty, true);
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
    java.util.Arrays.fill(outcomes, 0, 20, true);
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

  private static Incident incident(IncidentEnd end, int seconds) {
    return Samples.incident("i-0000000" + seconds % 10).ended(end, NOON.plusSeconds(seconds));
  }

  @Test
  void theTimeToRecoveryIsTheMeanOfWhatWeMended() {
    List<Incident> incidents =
        List.of(
            incident(IncidentEnd.VERIFIED, 100),
            incident(IncidentEnd.VERIFIED, 300),
            incident(IncidentEnd.RECOVERED, 9_000),
            incident(IncidentEnd.GONE, 9_000),
            incident(IncidentEnd.BY_HAND, 9_000),
            Samples.incident("i-00000001"));
    assertThat(learning.meanTimeToRecovery(incidents)).contains(Duration.ofSeconds(200));
    assertThat(learning.meanTimeToRecovery(List.of())).isEmpty();
    assertThat(learning.meanTimeToRecovery(incidents.subList(2, 6))).isEmpty();
  }

  @Test
  void theTimeToDetectionCountsWhereTheBeginningIsKnown() {
    Incident known = Samples.incident("i-00000001");
    Incident unknown = Samples.incident("i-00000002");
    Optional<Duration> mean =
        learning.meanTimeToDetection(
            List.of(known, unknown),
            i -> i == known ? Optional.of(NOON.minusSeconds(30)) : Optional.empty());
    assertThat(mean).contains(Duration.ofSeconds(30));
    assertThat(learning.meanTimeToDetection(List.of(unknown), i -> Optional.empty())).isEmpty();
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

  private SystemStatus status(boolean looked, Incident... active) {
    return learning.status(standing(NOON.minusSeconds(7_200), looked, List.of(active)));
  }

  private static Standing standing(@Nullable Instant since, boolean looked, List<Incident> active) {
    return new Standing(
        true,
        since,
        looked,
        7,
        active,
        List.of(incident(IncidentEnd.VERIFIED, 60)),
        active,
        from -> (int) active.stream().filter(one -> !one.detectedAt().isBefore(from)).count(),
        one -> Optional.of(one.detectedAt().minusSeconds(20)),
        3,
        "anna: deploy",
        "the store is not durable",
        11,
        List.of(row(1, 2, 3), row(10, 0, 0)));
  }

  @Test
  void theStatusSaysAllThatIsKnown() {
    assertThat(status(true, incident(ErrorSeverity.HIGH)))
        .isEqualTo(
            new SystemStatus(
                NOON,
                true,
                Duration.ofHours(2),
                HealthStatus.WARNING,
                7,
                1,
                3,
                "anna: deploy",
                "the store is not durable",
                11,
                new DetectionStatistics(
                    1,
                    1,
                    0.5,
                    Duration.ofSeconds(20),
                    Map.of("configuration_error", 1),
                    Map.of("high", 1)),
                new RecoveryStatistics(11, 2, 3, Duration.ofMinutes(1))));
  }

  @ParameterizedTest
  @CsvSource({"0,1.0", "3600,1.0", "7200,0.5", "86400,0.0416666667", "172800,0.0416666667"})
  void errorsAnHourCountOverTheLastDayOrSinceTheStart(long up, double perHour) {
    List<Incident> one = List.of(incident(ErrorSeverity.LOW));
    SystemStatus status = learning.status(standing(NOON.minusSeconds(up), true, one));
    assertThat(status.detection().errorsPerHour()).isCloseTo(perHour, within(1e-9));
  }

  @Test
  void whatIsOlderThanADayIsNoErrorOfTodayAndOlderThanAMonthNone() {
    Incident yesterday = at(NOON.minus(Duration.ofHours(25)));
    Incident month = at(NOON.minus(Duration.ofDays(30)));
    Incident older = at(NOON.minus(Duration.ofDays(30)).minusMillis(1));
    DetectionStatistics found =
        learning.status(standing(null, true, List.of(yesterday, month, older))).detection();
    assertThat(found.incidents()).isEqualTo(2);
    assertThat(found.errorsPerHour()).isZero();
  }

  private static Incident at(Instant detected) {
    return Incident.open("i-00000001", "m", "f", Samples.finding("report"), detected);
  }

  @Test
  void beforeTheStartThereIsNoUptime() {
    assertThat(learning.status(standing(null, false, List.of())).uptime()).isZero();
    assertThat(learning.status(standing(NOON.plusSeconds(9), false, List.of())).uptime()).isZero();
  }

  @Test
  void theHealthIsTheWorstOfWhatIsKnown() {
    Incident low = incident(ErrorSeverity.LOW);
    Incident critical = incident(ErrorSeverity.CRITICAL);
    assertThat(status(false).health()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(status(true, low).health()).isEqualTo(HealthStatus.WARNING);
    assertThat(status(true, low, critical).health()).isEqualTo(HealthStatus.CRITICAL);
    assertThat(status(true, low, critical).activeIncidents()).isEqualTo(2);
  }

  private static Incident incident(ErrorSeverity severity) {
    return Incident.open(
        "i-00000001", "m", "f", Samples.finding("report").withSeverity(severity), NOON);
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
