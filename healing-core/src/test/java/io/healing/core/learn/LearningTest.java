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
import io.healing.api.learn.Effectiveness;
import io.healing.api.learn.SystemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  @CsvSource({"0,0,0,1.0", "2,0,0,1.0", "3,0,0,1.6", "0,3,0,0.4", "0,0,3,0.4", "2,1,0,1.2"})
  void belowThreeTriesNothingIsLearned(
      int verified, int ineffective, int inconclusive, double factor) {
    assertThat(expected(learning, row(verified, ineffective, inconclusive)))
        .isCloseTo(factor, within(1e-9));
  }

  @Test
  void aProcedureRemembersTriesOfActionsThatAreForgotten() {
    RecoveryProcedure four =
        learning
            .learned(List.of(), "job.failed", "edit_config", VerificationState.VERIFIED)
            .orElseThrow()
            .after(true, NOON)
            .after(false, NOON)
            .after(true, NOON);
    assertThat(learning.expected(List.of(), List.of(four), "job.failed", "edit_config"))
        .isEqualTo(expected(learning, row(3, 1, 0)));
    List<Effectiveness> more = List.of(row(0, 5, 0));
    assertThat(learning.expected(more, List.of(four), "job.failed", "edit_config"))
        .isEqualTo(expected(learning, row(0, 5, 0)));
    assertThat(learning.expected(List.of(), List.of(four), "job.failed", "restart_job"))
        .isEqualTo(1.0);
  }

  @Test
  void moreTriesAreMoreCertainAndNeverFullyCertain() {
    assertThat(expected(learning, row(300, 0, 0)))
        .isGreaterThan(expected(learning, row(3, 0, 0)))
        .isLessThan(2.0);
    assertThat(expected(learning, row(0, 300, 0))).isPositive().isLessThan(0.1);
  }

  @Test
  void rowsOfTheSamePairAreAddedUpAndOthersAreNot() {
    Effectiveness other = new Effectiveness("job.failed", "restart_job", 0, 99, 0);
    Effectiveness finding = new Effectiveness("job.slow", "edit_config", 0, 99, 0);
    assertThat(expected(learning, row(1, 0, 0), row(2, 0, 0), other, finding))
        .isEqualTo(expected(learning, row(3, 0, 0)));
  }

  @Test
  void withTheTrackingOffEverythingIsNeutral() {
    Learning off =
        new Learning(
            LearningConfig.defaults().withEffectivenessTracking(false), HeldClock.at(NOON));
    assertThat(expected(off, row(0, 99, 0))).isEqualTo(1.0);
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
    return learning.status(
        new Standing(
            true,
            looked,
            7,
            List.of(active),
            List.of(incident(IncidentEnd.VERIFIED, 60)),
            3,
            "anna: deploy",
            "the store is not durable",
            11,
            List.of(row(1, 2, 3), row(10, 0, 0))));
  }

  @Test
  void theStatusSaysAllThatIsKnown() {
    assertThat(status(true))
        .isEqualTo(
            new SystemStatus(
                NOON,
                true,
                HealthStatus.HEALTHY,
                7,
                0,
                3,
                "anna: deploy",
                "the store is not durable",
                11,
                Duration.ofMinutes(1),
                Map.of("verified", 11, "ineffective", 2, "inconclusive", 3)));
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
}
