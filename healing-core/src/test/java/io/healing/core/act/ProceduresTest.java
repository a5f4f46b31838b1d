package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.healing.api.Subject;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.config.LearningConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which recovery procedure is for which incident, and how well it is expected to do. */
class ProceduresTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final ProcedureSpec MINE =
      ProcedureSpec.of("mine", "Mine.", ProcedureStep.of("restart_service", "Start it anew."))
          .forFindings("pool.*");

  private final Procedures procedures = with();

  private static Procedures with(ProcedureSpec... given) {
    return new Procedures(List.of(given), LearningConfig.defaults());
  }

  private static Incident incident(Finding finding) {
    return Incident.open("i-1", "m", "f", finding, NOON);
  }

  private static Finding sick(ErrorType type, ErrorSeverity severity) {
    return Finding.of("pool.full", Subject.jvm("app"), "sick")
        .withType(type)
        .withSeverity(severity);
  }

  private List<String> names(ErrorType type, ErrorSeverity severity) {
    return procedures.matching(incident(sick(type, severity))).stream()
        .map(ProcedureSpec::name)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "MEMORY_LEAK,CRITICAL,immediate_memory_recovery",
    "MEMORY_LEAK,HIGH,memory_leak_mitigation",
    "MEMORY_LEAK,MEDIUM,memory_leak_mitigation",
    "CPU_SPIKE,CRITICAL,cpu_spike_emergency",
    "CPU_SPIKE,MEDIUM,cpu_optimization",
    "NETWORK_TIMEOUT,HIGH,network_timeout_recovery",
    "DATABASE_CONNECTION,CRITICAL,database_emergency_recovery",
    "DATABASE_CONNECTION,HIGH,database_connection_recovery",
    "DEPLOYMENT_FAILURE,CRITICAL,deployment_rollback"
  })
  void theBuiltInOnesAreForTheirTypesAndSeverities(
      ErrorType type, ErrorSeverity severity, String name) {
    assertThat(names(type, severity)).containsExactly(name);
  }

  @Test
  void aSeverityWithoutAProcedureTakesThatOfTheNextLower() {
    ProcedureSpec only = MINE.forSeverities(ErrorSeverity.MEDIUM);
    assertThat(with(only).matching(incident(sick(ErrorType.UNKNOWN, ErrorSeverity.CRITICAL))))
        .containsExactly(only);
    assertThat(with(only).matching(incident(sick(ErrorType.UNKNOWN, ErrorSeverity.LOW)))).isEmpty();
    assertThat(names(ErrorType.MEMORY_LEAK, ErrorSeverity.LOW)).isEmpty();
    assertThat(names(ErrorType.UNKNOWN, ErrorSeverity.CRITICAL)).isEmpty();
  }

  @Test
  void allThatIsSaidMustFit() {
    Incident full = incident(sick(ErrorType.CPU_SPIKE, ErrorSeverity.HIGH));
    assertThat(with(MINE).matching(full)).contains(MINE);
    assertThat(with(MINE.forFindings("pool.fu")).matching(full)).hasSize(1);
    assertThat(with(MINE.forErrors(ErrorType.MEMORY_LEAK)).matching(full)).hasSize(1);
    assertThat(with(MINE.forSubjects("@jvm/*")).matching(full)).hasSize(2);
    assertThat(with(MINE.forSubjects("@host")).matching(full)).hasSize(1);
  }

  @Test
  void oneOfTheNameOfABuiltInOneTakesItsPlace() {
    ProcedureSpec other = ProcedureSpec.of("cpu_optimization", "Mine.").forFindings("x.y");
    assertThat(with(other).find("cpu_optimization")).contains(other);
    assertThat(with(other).all()).hasSize(8);
  }

  @Test
  void aBuiltInOneProposesOnlyWhatTheFindingNames() {
    ProcedureSpec spec = procedures.find("memory_leak_mitigation").orElseThrow();
    Finding finding = sick(ErrorType.MEMORY_LEAK, ErrorSeverity.HIGH);
    assertThat(procedures.proposal(spec, incident(finding), 0.9)).isEmpty();

    Incident named = incident(finding.withEvidence("target", "pool:orders"));
    Proposal proposal = procedures.proposal(spec, named, 0.9).orElseThrow();
    assertThat(proposal.confidence()).as("as sure as the diagnosis").isEqualTo(0.9);
    assertThat(proposal.procedure()).contains("memory_leak_mitigation");
    assertThat(procedures.request(spec, 1, named))
        .hasValueSatisfying(
            wish -> {
              assertThat(wish.target()).hasToString("pool:orders");
              assertThat(wish.parameters()).isEqualTo(Map.of("factor", "1.5"));
            });
  }

  @Test
  void oneThatNamesTheFindingIsSureOfItAndSaysWhatItsStepLacks() {
    Proposal proposal =
        with(MINE)
            .proposal(MINE, incident(sick(ErrorType.UNKNOWN, ErrorSeverity.HIGH)), 0)
            .orElseThrow();
    assertThat(proposal.confidence()).isEqualTo(1);
    assertThat(proposal.request()).isEmpty();
    assertThat(proposal.description())
        .isEqualTo(
            "Step 1 of 1 of mine: Mine. It cannot be made by a program: the finding has no"
                + " evidence target.");
  }

  @Test
  void whatWasMeasuredCountsFromTheLeastNumberOfSamplesOnAndNeverLessThanTheFloor() {
    assertThat(with().rate(MINE, List.of(row(9, 0)))).isEqualTo(0.9);
    assertThat(with().rate(MINE, List.of(row(10, 0.5)))).isEqualTo(0.5);
    assertThat(with().rate(MINE, List.of(row(10, 0)))).isEqualTo(0.05 * 0.9, within(1e-9));
    Procedures untracked =
        new Procedures(List.of(), LearningConfig.defaults().withEffectivenessTracking(false));
    assertThat(untracked.rate(MINE, List.of(row(10, 0.5)))).isEqualTo(0.9);
  }

  private static RecoveryProcedure row(int tried, double rate) {
    return new RecoveryProcedure(
        Procedures.id(MINE), "pool.*", List.of("restart_service"), rate, tried, NOON);
  }

  @Test
  void aRowKeepsWhatWasMeasuredWhenItsStepsAreDeclaredAnew() {
    RecoveryProcedure fresh = with().row(MINE, List.of(), NOON);
    assertThat(fresh.successRate()).isEqualTo(0.9);
    assertThat(fresh.executionCount()).isZero();
    RecoveryProcedure old =
        new RecoveryProcedure(fresh.id(), "pool.*", List.of("health_check"), 0.4, 5, NOON);
    RecoveryProcedure next = with().row(MINE, List.of(old), NOON.plusSeconds(1));
    assertThat(next.procedureSteps()).containsExactly("restart_service");
    assertThat(next.successRate()).isEqualTo(0.4);
    assertThat(next.executionCount()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({"1,0,2s", "2,0,4s", "3,0,8s", "8,0,256s", "9,0,300s", "99,0,300s", "1,1,2200ms"})
  void theWaitDoublesUpToFiveMinutesAndUpToATenthMore(int failed, double jitter, String wait) {
    Duration expected = Duration.parse("PT" + wait.replace("2200ms", "2.2s"));
    assertThat(Procedures.backOff(failed, jitter)).isEqualTo(expected);
  }
}
