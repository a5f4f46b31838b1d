package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.VerificationState;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import io.healing.api.store.ActionEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several incidents of one job are one trouble: one of them is acted for, the others wait. */
class OneIncidentAtATimeTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Subject JOB = Subject.job(BrokenConfigScenario.JOB);

  @TempDir Path home;

  private static Incident incident(BrokenConfigScenario scenario, String finding) {
    return scenario.incidents().stream()
        .filter(i -> i.findingId().equals(finding))
        .findFirst()
        .orElseThrow(() -> new AssertionError(finding + " is not open; " + scenario.why()));
  }

  private static List<DecisionRecord> decisions(BrokenConfigScenario scenario, Incident incident) {
    return scenario.store().decisions().of(JOB, 100).stream()
        .filter(record -> record.topic().equals(incident.id()))
        .toList();
  }

  @Test
  void whatNobodyCanExplainWaitsWhileAnotherIncidentOfTheJobIsMendedAndCallsNobody() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home).plugin(new Beside(ErrorSeverity.LOW)).open()) {
      scenario.play();
      Incident failed = incident(scenario, "job.failed");
      Incident beside = incident(scenario, "test.beside");

      assertThat(failed.state()).as(scenario.why()).isEqualTo(IncidentState.VERIFYING);
      assertThat(beside.state()).isEqualTo(IncidentState.OPEN);
      assertThat(beside.diagnosis()).as("its analysis is not put off").isNotNull();
      assertThat(decisions(scenario, beside))
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.reason()).isEqualTo(BlockReason.BUSY);
                assertThat(record.detail()).contains(failed.id()).contains("job.failed");
              });
      assertThat(scenario.admin().why(beside.id()).lines().toList())
          .anyMatch(
              line ->
                  line.contains(
                      "because something else on the same subject or target comes first ("
                          + failed.id()
                          + ", job.failed of the same subject). Wait until"))
          .anyMatch(
              line ->
                  line.startsWith("first: ")
                      && line.contains(failed.id() + ": a repair was begun (attempt 1"));

      scenario.run().pass(MINUTE).pass(MINUTE);

      assertThat(decisions(scenario, beside).get(0).reason())
          .as("the other one has ended")
          .isEqualTo(BlockReason.NO_DIAGNOSIS);
      assertThat(incident(scenario, "test.beside").state()).isEqualTo(IncidentState.ESCALATED);
    }
  }

  @Test
  void whatIsWorseAndUnexplainedDoesNotHoldUpTheMendingOfTheOther() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home).plugin(new Beside(ErrorSeverity.CRITICAL)).open()) {
      scenario.play();

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
      assertThat(decisions(scenario, incident(scenario, "test.beside")))
          .noneMatch(record -> record.reason() == BlockReason.NO_DIAGNOSIS);
    }
  }

  @Test
  void whenTheOtherIsGivenUpWhatNobodyCanExplainIsForAPersonToo() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home)
            .plugin(new Beside(ErrorSeverity.LOW))
            .job(c -> c.withRemediation(c.remediation().withMaxAttempts(1)))
            .open()) {
      scenario.play();
      scenario.run(RunTrigger.SCHEDULED, RunResult.failure("quite another error")).pass(MINUTE);
      scenario.pass(Duration.ofMinutes(5), MINUTE);

      assertThat(incident(scenario, "test.beside").state())
          .as(scenario.why())
          .isEqualTo(IncidentState.ESCALATED);
    }
  }

  @Test
  void manyFailuresInARowGetNoMoreAttemptsThanTheOneFailureThatTheyAreMadeOf() {
    CountingControl control = new CountingControl();
    ActionRequest again =
        ActionRequest.of(ActionType.RESTART_JOB, Target.job(BrokenConfigScenario.JOB))
            .with("how", "run");
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home)
            .plugin(control)
            .plugin(WishingAnalyzer.whenSick(again, UnaryOperator.identity()))
            .open()) {
      for (int day = 0; day < 4; day++) {
        scenario.run(RunTrigger.SCHEDULED, RunResult.failure("Connection refused")).pass(MINUTE);
        scenario.pass(Duration.ofHours(2), Duration.ofMinutes(10));
      }

      assertThat(scenario.incidents())
          .extracting(Incident::findingId)
          .contains("job.failed", "job.failing");
      assertThat(control.ordered()).as(scenario.why()).hasSize(2);
      assertThat(scenario.actions())
          .extracting(entry -> entry.detail().incidentKey())
          .containsOnly(incident(scenario, "job.failed").key());
      assertThat(scenario.actions())
          .extracting(ActionEntry::detail)
          .allMatch(detail -> detail.verification().state() == VerificationState.INEFFECTIVE);
      assertThat(scenario.incidents())
          .extracting(i -> decisions(scenario, i).get(0).reason())
          .containsExactlyInAnyOrder(BlockReason.BREAKER_OPEN, BlockReason.CONSEQUENCE);

      scenario.admin().retry(incident(scenario, "job.failing").id());
      scenario.pass(MINUTE);
      assertThat(control.ordered()).as("they count together").hasSize(3);
    }
  }

  /** A monitor of the host that says of the job what no analyzer can explain, while it is sick. */
  private record Beside(ErrorSeverity severity) implements Monitor {
    @Override
    public String id() {
      return "test.beside";
    }

    @Override
    public Duration interval() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Observation check(MonitorRequest request) {
      boolean broken =
          request.jobs().stream()
              .anyMatch(job -> job.subject().equals(JOB) && job.consecutiveFailures() > 0);
      return broken
          ? Observation.builder()
              .finding(Finding.of("test.beside", JOB, "it hums").withSeverity(severity))
              .build()
          : Observation.builder().build();
    }
  }
}
