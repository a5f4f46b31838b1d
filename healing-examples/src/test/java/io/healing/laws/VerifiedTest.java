package io.healing.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.config.LimitsConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Counter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 6: only what was seen afterwards tells whether an action helped. */
class VerifiedTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  @TempDir Path home;

  private static ActionEntry only(BrokenConfigScenario scenario) {
    assertThat(scenario.actions()).as(scenario.why()).hasSize(1);
    return scenario.actions().get(0);
  }

  private static VerificationState state(BrokenConfigScenario scenario) {
    return only(scenario).detail().verification().state();
  }

  @Test
  void aGoodRunAfterTheActionVerifiesIt() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play().run().pass(MINUTE);

      assertThat(state(scenario)).isEqualTo(VerificationState.VERIFIED);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
      assertThat(scenario.incidents()).isEmpty();
    }
  }

  /** The settle time is for states; the run itself says whether a change of a job helped. */
  @Test
  void aJobIsJudgedByItsNextRunHoweverSoonItEnds() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play().run().pass(Duration.ofSeconds(1));

      assertThat(state(scenario)).isEqualTo(VerificationState.VERIFIED);
      ActionEntry action = only(scenario);
      assertThat(action.detail().verification().decidedAt())
          .isBefore(action.row().createdAt().plus(LimitsConfig.defaults().settleTime()));
    }
  }

  /** What was looked at before the run was told says nothing of it, although no time has passed. */
  @Test
  void aRunThatEndsInTheMomentOfALookIsNotJudgedByThatLook() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      JobObserver observer = scenario.play().manual().healing().observer();
      RunHandle run = observer.started(BrokenConfigScenario.JOB);
      scenario.pass(MINUTE);
      observer.finished(run, scenario.outcome());
      scenario.pass(Duration.ofSeconds(1)).pass(MINUTE);

      assertThat(state(scenario)).isEqualTo(VerificationState.VERIFIED);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  @Test
  void aBadRunAfterTheActionIsIneffectiveAndTheActionIsTakenBack() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play();
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
      scenario.run(RunTrigger.SCHEDULED, RunResult.failure("quite another error")).pass(MINUTE);

      assertThat(state(scenario)).isEqualTo(VerificationState.INEFFECTIVE);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      ActionEntry action = only(scenario);
      assertThat(action.row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
      assertThat(scenario.admin().suggestion(action.row().suggestionId()).row().status())
          .isEqualTo(SuggestionStatus.FAILED);
      assertThat(counter(scenario).failuresInARow()).isEqualTo(1);
    }
  }

  private static Counter counter(BrokenConfigScenario scenario) {
    String key = only(scenario).detail().incidentKey();
    return scenario.store().counters().find(key).orElseThrow();
  }

  @Test
  void anotherFindingAsBadOnTheJobIsNoSuccessAlthoughTheRunWentWell() {
    Switched other = new Switched();
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).plugin(other).open()) {
      scenario.play();
      other.found = true;
      scenario.run().pass(MINUTE);

      assertThat(state(scenario)).isEqualTo(VerificationState.INEFFECTIVE);
      assertThat(only(scenario).detail().verification().reason()).contains("test.other");
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
    }
  }

  /** It may have read the file before it was changed. */
  @Test
  void aRunThatBeganInTheMillisecondOfTheActionDoesNotTell() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.remember().breakFile().run().pass(MINUTE);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
      scenario.run(RunTrigger.SCHEDULED, RunResult.failure("as before")).pass(MINUTE);

      assertThat(state(scenario)).isEqualTo(VerificationState.PENDING);
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  @Test
  void aRunThatBeganBeforeTheActionDoesNotTell() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.remember().breakFile();
      RunHandle early = scenario.manual().healing().observer().started(BrokenConfigScenario.JOB);
      scenario.run().pass(MINUTE);
      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
      scenario.manual().healing().observer().finished(early, RunResult.success());
      scenario.pass(MINUTE).pass(MINUTE);

      assertThat(state(scenario)).isEqualTo(VerificationState.PENDING);

      scenario.run().pass(MINUTE);

      assertThat(state(scenario)).isEqualTo(VerificationState.VERIFIED);
    }
  }

  @Test
  void aCancelledRunDoesNotTell() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play().run(RunTrigger.SCHEDULED, RunResult.cancelled()).pass(MINUTE);

      assertThat(state(scenario)).isEqualTo(VerificationState.PENDING);
    }
  }

  @Test
  void noRunAtAllIsNeverASuccessAndInconclusiveAfterADayForAJobWithoutASchedule() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play().pass(Duration.ofMinutes(1435), Duration.ofMinutes(5));
      assertThat(state(scenario)).isEqualTo(VerificationState.PENDING);

      scenario.pass(Duration.ofMinutes(10), MINUTE);

      assertThat(state(scenario)).isEqualTo(VerificationState.INCONCLUSIVE);
      assertThat(scenario.content()).as("left in place").isEqualTo(BrokenConfigScenario.GOOD);
      assertThat(only(scenario).row().canRollback()).isTrue();
      assertThat(counter(scenario).failuresInARow()).isEqualTo(1);
      assertThat(scenario.incidents()).as("it is not taken for mended").isNotEmpty();
    }
  }

  @Test
  void aJobWithAScheduleMustShowItByItsNextRun() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home)
            .definition(job -> job.withSchedule(JobSchedule.every(Duration.ofMinutes(10))))
            .open()) {
      scenario.play().pass(Duration.ofMinutes(14), MINUTE);
      assertThat(state(scenario)).isEqualTo(VerificationState.PENDING);

      scenario.pass(Duration.ofMinutes(3), MINUTE);

      assertThat(state(scenario)).isEqualTo(VerificationState.INCONCLUSIVE);
    }
  }

  @Test
  void aMonitorThatAlwaysFailsHoldsNoVerificationUp() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home).plugin(new Broken()).open()) {
      scenario.play().run().pass(MINUTE);

      assertThat(state(scenario)).isEqualTo(VerificationState.VERIFIED);
    }
  }

  @Test
  void whatIsMendedByItselfWhileNothingMayBeDoneIsNotMendedAgain() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.remember().admin().pause("month end", "anna");
      scenario.breakFile().run().pass(MINUTE);
      scenario.edit("batch.size=5\n").run().pass(MINUTE);
      scenario.admin().resume();
      scenario.pass(MINUTE).pass(MINUTE).pass(MINUTE);

      assertThat(scenario.content()).isEqualTo("batch.size=5\n");
      assertThat(scenario.actions()).isEmpty();
      assertThat(scenario.incidents()).isEmpty();
    }
  }

  /** A monitor of the host that finds something as soon as it is told to. */
  private static final class Switched implements Monitor {
    private boolean found;

    @Override
    public String id() {
      return "test.switched";
    }

    @Override
    public Duration interval() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Observation check(MonitorRequest request) {
      Subject job = Subject.job(BrokenConfigScenario.JOB);
      return found
          ? Observation.builder()
              .finding(
                  Finding.of("test.other", job, "another thing is wrong")
                      .withSeverity(ErrorSeverity.CRITICAL))
              .build()
          : Observation.builder().clear(job).build();
    }
  }

  /** A monitor of the host that has a fault. */
  private static final class Broken implements Monitor {
    @Override
    public String id() {
      return "test.broken";
    }

    @Override
    public Duration interval() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Observation check(MonitorRequest request) {
      throw new IllegalStateException("it is broken");
    }
  }
}
