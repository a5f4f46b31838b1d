package io.healing.laws;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.config.LimitsConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobObserver;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import io.healing.api.store.Counter;
import io.healing.laws.BrokenConfigScenario.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 7: what is done is bounded by what is stored, and a person's change wins. */
class BoundedTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  @TempDir Path home;

  /** A job whose service outside is gone; that it is run again does not help. */
  private final CountingControl control = new CountingControl();

  private BrokenConfigScenario hopeless(UnaryOperator<Setup> change) {
    ActionRequest again =
        ActionRequest.of(ActionType.RESTART_JOB, Target.job(BrokenConfigScenario.JOB))
            .with("how", "run");
    Setup setup =
        BrokenConfigScenario.in(home)
            .plugin(control)
            .plugin(WishingAnalyzer.whenSick(again, UnaryOperator.identity()));
    return change.apply(setup).open();
  }

  /** One bad run, which is also the proof that the order before did not help. */
  private static void refused(BrokenConfigScenario scenario) {
    scenario.run(RunTrigger.SCHEDULED, RunResult.failure("Connection refused")).pass(MINUTE);
  }

  private static Counter counter(BrokenConfigScenario scenario) {
    Incident incident = scenario.incidents().get(0);
    return scenario.store().counters().find(incident.key()).orElseThrow();
  }

  @Test
  void theSecondAttemptWaitsForTheCoolDownAndTheNextOneTwiceAsLong() {
    try (BrokenConfigScenario scenario =
        hopeless(setup -> setup.root(root -> root.withLimits(breaker(100))))) {
      refused(scenario);
      assertThat(control.ordered()).as(scenario.why()).hasSize(1);
      Counter first = counter(scenario);
      assertThat(Duration.between(first.lastAttemptAt(), first.coolDownUntil()))
          .isBetween(Duration.ofMinutes(15), Duration.ofSeconds(990));

      refused(scenario);
      scenario.pass(Duration.ofMinutes(8), MINUTE);
      assertThat(control.ordered()).as("within the cool-down").hasSize(1);
      assertThat(scenario.why()).contains(BlockReason.COOL_DOWN.sentence());

      scenario.pass(Duration.ofMinutes(10), MINUTE);
      assertThat(control.ordered()).as(scenario.why()).hasSize(2);
      Counter second = counter(scenario);
      assertThat(Duration.between(second.lastAttemptAt(), second.coolDownUntil()))
          .isBetween(Duration.ofMinutes(30), Duration.ofSeconds(1_980));
    }
  }

  @Test
  void theAttemptsOfAnIncidentAreUsedUp() {
    try (BrokenConfigScenario scenario =
        hopeless(
            setup ->
                setup
                    .root(root -> root.withLimits(breaker(100)))
                    .job(c -> c.withRemediation(c.remediation().withMaxAttempts(2))))) {
      sure(scenario, 12);

      Map<String, Long> perKey =
          scenario.actions().stream()
              .collect(groupingBy(entry -> entry.detail().incidentKey(), counting()));
      assertThat(perKey).as(scenario.why()).isNotEmpty().values().containsOnly(2L);
      assertThat(scenario.why()).contains(BlockReason.ATTEMPTS_USED.sentence());
    }
  }

  /** Bad runs with a day between them. */
  private static void sure(BrokenConfigScenario scenario, int days) {
    for (int day = 0; day < days; day++) {
      refused(scenario);
      scenario.pass(Duration.ofHours(24), Duration.ofMinutes(30));
    }
  }

  @Test
  void theBreakerOpensAfterTwoRepairsThatDidNotHelpAndSurvivesARestart() {
    try (BrokenConfigScenario scenario = hopeless(setup -> setup)) {
      refused(scenario);
      String failed = scenario.incidents().get(0).id();
      String key = scenario.incidents().get(0).key();
      scenario.pass(Duration.ofMinutes(1)).pass(Duration.ofSeconds(1));
      refused(scenario);
      scenario.pass(Duration.ofMinutes(40), MINUTE);
      refused(scenario);

      assertThat(attempts(scenario, key)).as(scenario.why()).isEqualTo(2);
      assertThat(scenario.store().counters().find(key).orElseThrow().breakerOpenedAt()).isNotNull();
      assertThat(scenario.why()).contains(BlockReason.BREAKER_OPEN.sentence());

      scenario.restart().pass(Duration.ofHours(3), MINUTE);
      refused(scenario);

      assertThat(attempts(scenario, key)).isEqualTo(2);

      scenario.admin().retry(failed);
      scenario.pass(Duration.ofMinutes(2), MINUTE);

      assertThat(attempts(scenario, key)).as("half open by hand").isEqualTo(3);
    }
  }

  private static long attempts(BrokenConfigScenario scenario, String key) {
    return scenario.actions().stream()
        .filter(entry -> key.equals(entry.detail().incidentKey()))
        .count();
  }

  @Test
  void aPersonWhoChangesTheFileAfterOurActionOwnsItUntilAPersonApproves() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play().run().pass(Duration.ofHours(2), MINUTE);
      scenario.breakFile().run().pass(Duration.ofHours(2), MINUTE);

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.actions()).hasSize(1);
      assertThat(scenario.why()).contains(BlockReason.TARGET_CONTESTED.sentence());

      scenario.approve(scenario.pending(), "anna").pass(MINUTE);

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
      assertThat(scenario.actions()).hasSize(2);
    }
  }

  @Test
  void inAStormOnlyTheCommonCauseIsToldAndActionsStartAgainOnceItHasSettled() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.remember().breakFile();
      fall(scenario, 6);
      scenario.run().pass(Duration.ofSeconds(30));

      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.why()).contains(BlockReason.STORM.sentence());
      Incident storm =
          scenario.admin().incidents().stream()
              .filter(incident -> incident.subject().name().equals("@host"))
              .findFirst()
              .orElseThrow();
      assertThat(scenario.incidents()).allMatch(incident -> storm.id().equals(incident.causeId()));

      scenario.pass(Duration.ofMinutes(3), Duration.ofSeconds(10));

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  @Test
  void asManyAsTheBoundAreNoStorm() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.remember().breakFile();
      fall(scenario, 4);
      scenario.run().pass(Duration.ofSeconds(30));

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  @Test
  void anApprovedChangeWaitsForTheEndOfTheStorm() {
    try (BrokenConfigScenario scenario =
        BrokenConfigScenario.in(home)
            .job(c -> c.withRemediation(c.remediation().withRequireApproval(true)))
            .open()) {
      scenario.play();
      fall(scenario, 6);
      scenario.run().pass(Duration.ofSeconds(30));
      scenario.approve(scenario.pending(), "anna").pass(Duration.ofSeconds(6));
      boolean part = scenario.incidents().stream().anyMatch(i -> i.causeId() != null);
      assertThat(part).as("it was sick within the window, so it is part of the storm").isTrue();
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.BAD);
      assertThat(scenario.why()).contains(BlockReason.STORM.sentence());

      scenario.pass(Duration.ofMinutes(3), Duration.ofSeconds(10));

      assertThat(scenario.content()).as(scenario.why()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  private static void fall(BrokenConfigScenario scenario, int jobs) {
    JobObserver observer = scenario.manual().healing().observer();
    List<RunHandle> runs = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      runs.add(observer.started("other-" + i));
    }
    runs.forEach(run -> observer.finished(run, RunResult.failure("the disk is slow")));
  }

  private static LimitsConfig breaker(int failures) {
    LimitsConfig l = LimitsConfig.defaults();
    return new LimitsConfig(
        l.settleTime(),
        l.checkTimeout(),
        l.analysisTimeout(),
        l.commandTimeout(),
        l.commandOutput(),
        l.pluginFailures(),
        l.pluginRest(),
        l.coolDown(),
        l.coolDownMax(),
        failures,
        l.breakerHalfOpen(),
        l.actionsPerHour(),
        l.blastRadiusSubjects(),
        l.blastRadiusPercent(),
        l.stormSubjects(),
        l.stormPercent(),
        l.stormWindow(),
        l.pendingExpiry(),
        l.approvedExpiry(),
        l.unscheduledDeadline(),
        l.eventQueue(),
        l.logTail(),
        l.goodRunsPerMinute());
  }
}
