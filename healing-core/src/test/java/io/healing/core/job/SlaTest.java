package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.healing.api.job.ErrorBudgetConfig;
import io.healing.api.job.ErrorBudgetPeriod;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.SlaConfig;
import io.healing.api.job.SlaHealth;
import io.healing.api.job.SlaReport;
import io.healing.api.job.SlaStatus;
import io.healing.api.job.SlaViolation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlaTest {
  private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");
  private static final SlaConfig ON = SlaConfig.defaults().withEnabled(true);
  private static final JobDefinition PLAIN = JobDefinition.of("job");
  private static final JobDefinition HOURLY =
      PLAIN.withSchedule(JobSchedule.cron("0 * * * *", ZoneOffset.UTC));

  private final List<JobRun> oldestFirst = new ArrayList<>();
  private int number;

  private void run(String start, RunOutcome outcome, RunTrigger trigger, @Nullable Long took) {
    Instant at = Instant.parse(start);
    boolean ended = outcome != RunOutcome.RUNNING;
    oldestFirst.add(
        new JobRun(
            JobRun.id(3, ++number),
            "job",
            at,
            ended ? at.plusMillis(took == null ? 0 : took) : null,
            outcome,
            took,
            1,
            trigger,
            null,
            "",
            false,
            null,
            null));
  }

  private void runs(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      String start = NOW.minus(Duration.ofHours(pattern.length() - i)).toString();
      run(
          start,
          pattern.charAt(i) == '+' ? RunOutcome.SUCCESS : RunOutcome.FAILURE,
          RunTrigger.SCHEDULED,
          1_000L);
    }
  }

  private SlaReport report(SlaConfig config, JobDefinition definition) {
    List<JobRun> newestFirst = new ArrayList<>(oldestFirst);
    Collections.reverse(newestFirst);
    return Jobs.sla(config, ServiceHistory.whole(newestFirst), definition, NOW);
  }

  @Test
  void withoutRunsThereIsNoDataAndNoZero() {
    SlaReport report = report(ON, PLAIN);

    assertThat(report.health()).isEqualTo(SlaHealth.NO_DATA);
    assertThat(report.score()).isEqualTo(100);
    assertThat(report.lastRun()).isEqualTo(SlaStatus.NO_SLA);
    assertThat(report.runs()).isZero();
  }

  @Test
  void theScoreWeighsSuccessScheduleAndDuration() {
    // success 3 of 4, on time 2 of 3 scheduled, in time 3 of 4
    run("2026-03-08T07:00:00Z", RunOutcome.SUCCESS, RunTrigger.SCHEDULED, 10_000L);
    run("2026-03-08T08:05:01Z", RunOutcome.SUCCESS, RunTrigger.SCHEDULED, 10_001L);
    run("2026-03-08T09:30:00Z", RunOutcome.FAILURE, RunTrigger.MANUAL, 5_000L);
    run("2026-03-08T10:05:00Z", RunOutcome.SUCCESS, RunTrigger.SCHEDULED, 5_000L);

    SlaReport report = report(ON.withMaxDuration(10), HOURLY);

    assertThat(report.successRate()).isEqualTo(75);
    assertThat(report.scheduleAdherence()).isCloseTo(66.667, within(0.001));
    assertThat(report.durationCompliance()).isEqualTo(75);
    assertThat(report.score()).isCloseTo(72.5, within(0.001));
    assertThat(report.health()).isEqualTo(SlaHealth.CRITICAL);
    assertThat(report.violations())
        .extracting(SlaViolation::text)
        .containsExactly(
            "The run of 2026-03-08T09:30:00Z went wrong",
            "The run of 2026-03-08T08:05:01Z began 301 s late, 300 s are tolerated",
            "The run of 2026-03-08T08:05:01Z took 10 s, 10 s are allowed");
  }

  @Test
  void aPartThatDoesNotApplyCountsHundred() {
    runs("+-");

    SlaReport report = report(ON, PLAIN);

    assertThat(report.scheduleAdherence()).isEqualTo(100);
    assertThat(report.durationCompliance()).isEqualTo(100);
    assertThat(report.score()).isEqualTo(75);
  }

  @ParameterizedTest
  @CsvSource({
    "++++++++++, HEALTHY", // 100
    "+++++++++-, HEALTHY", // 95
    "++++++++--, WARNING", // 90
    "+++++++---, CRITICAL" // 85
  })
  void healthFollowsTargetAndThreshold(String pattern, SlaHealth health) {
    runs(pattern);
    assertThat(report(ON, PLAIN).health()).isEqualTo(health);
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, 2026-03-08T10:00:00Z, 1000, PASS",
    "FAILURE, 2026-03-08T10:10:00Z, 99000, FAIL",
    "FAILURE, 2026-03-08T10:00:00Z, 1000, PARTIAL",
    "SUCCESS, 2026-03-08T10:05:00Z, 10000, PASS",
    "SUCCESS, 2026-03-08T10:05:01Z, 10000, PARTIAL",
    "SUCCESS, 2026-03-08T10:05:00Z, 10001, PARTIAL",
    "ORPHANED, 2026-03-08T10:00:00Z, 1000, PARTIAL",
    "SUCCESS, 2026-03-08T09:59:59.500Z, 1000, PASS"
  })
  void theLastRunPassesFailsOrBoth(
      RunOutcome outcome, String start, long took, SlaStatus expected) {
    run(start, outcome, RunTrigger.SCHEDULED, took);
    assertThat(report(ON.withMaxDuration(10), HOURLY).lastRun()).isEqualTo(expected);
  }

  @Test
  void runsByHandDoNotCountAgainstTheSchedule() {
    run("2026-03-08T10:30:00Z", RunOutcome.SUCCESS, RunTrigger.MANUAL, 1_000L);
    run("2026-03-08T10:40:00Z", RunOutcome.SUCCESS, RunTrigger.HEALING, 1_000L);

    SlaReport report = report(ON, HOURLY);

    assertThat(report.scheduleAdherence()).isEqualTo(100);
    assertThat(report.lastRun()).isEqualTo(SlaStatus.PASS);
  }

  @Test
  void aRunWithoutFinishOrDurationDoesNotCrashAndOneStoppedOnPurposeDoesNotCount() {
    run("2026-03-08T09:00:00Z", RunOutcome.SUCCESS, RunTrigger.SCHEDULED, null);
    run("2026-03-08T10:00:00Z", RunOutcome.CANCELLED, RunTrigger.SCHEDULED, 9L);
    run("2026-03-08T11:00:00Z", RunOutcome.RUNNING, RunTrigger.SCHEDULED, null);
    run("2026-03-08T11:30:00Z", RunOutcome.UNKNOWN, RunTrigger.UNKNOWN, null);

    SlaReport report = report(ON.withMaxDuration(1), HOURLY);

    assertThat(report.runs()).isEqualTo(1);
    assertThat(report.health()).isEqualTo(SlaHealth.HEALTHY);
    assertThat(report.p50Ms()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "+++, stable",
    "--++, improving",
    "++--, degrading",
    "+-+-, stable",
    "-++, stable",
    "++++++++++-+++++++++, stable" // exactly 10 points worse or better is stable
  })
  void theTrendComparesTheHalves(String pattern, String trend) {
    runs(pattern);
    assertThat(report(ON, PLAIN).trend()).isEqualTo(trend);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 2, 2", "19, 10, 19", "20, 11, 20", "40, 21, 39"})
  void percentilesAreTakenAtTheirPlace(int runs, long p50, long p95) {
    for (int i = runs; i >= 1; i--) {
      String start = NOW.minus(Duration.ofMinutes(i)).toString();
      run(start, RunOutcome.SUCCESS, RunTrigger.MANUAL, (long) i);
    }
    SlaReport report = report(ON, PLAIN);

    assertThat(report.p50Ms()).isEqualTo(p50);
    assertThat(report.p95Ms()).isEqualTo(p95);
  }

  @ParameterizedTest
  @CsvSource({"12h, 12", "7d, 168", "2w, 336", "1m, 720"})
  void periodsAreReadAndOlderRunsAreLeftOut(String period, long hours) {
    SlaConfig config = new SlaConfig(true, 95, 300, null, null, null, period, true, 90);
    assertThat(ServiceHistory.reach(config)).isEqualTo(Duration.ofHours(hours));

    Instant edge = NOW.minus(Duration.ofHours(hours));
    run(edge.minusMillis(1).toString(), RunOutcome.FAILURE, RunTrigger.MANUAL, 1L);
    run(edge.toString(), RunOutcome.SUCCESS, RunTrigger.MANUAL, 1L);
    assertThat(report(config, PLAIN).runs()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"+-, 0", "+--, 0", "+---, 1", "---+, 0"})
  void tooManyFailuresInARowAreAViolation(String pattern, int violations) {
    runs(pattern);
    assertThat(report(ON.withMaxConsecutiveFailures(2), PLAIN).violations())
        .filteredOn(broken -> broken.text().contains("in a row"))
        .allMatch(SlaViolation::isOfJob)
        .hasSize(violations);
  }

  @ParameterizedTest
  @CsvSource({"-+-+, 0", "-+-+-, 1"})
  void aSpentErrorBudgetIsAViolation(String pattern, int violations) {
    runs(pattern);
    run("2026-03-07T11:59:59Z", RunOutcome.FAILURE, RunTrigger.MANUAL, 1L);
    SlaConfig config = ON.withErrorBudget(new ErrorBudgetConfig(ErrorBudgetPeriod.DAY, 2));

    assertThat(report(config, PLAIN).violations())
        .filteredOn(broken -> broken.text().contains("within a day, 2 are accepted"))
        .allMatch(SlaViolation::isOfJob)
        .hasSize(violations);
  }

  @Test
  void aMonthsBudgetReachesFurtherBackThanTheEvaluationPeriod() {
    SlaConfig month = ON.withErrorBudget(new ErrorBudgetConfig(ErrorBudgetPeriod.MONTH, 1));
    run("2026-02-09T12:00:00Z", RunOutcome.FAILURE, RunTrigger.SCHEDULED, 1L);
    run("2026-03-08T11:00:00Z", RunOutcome.FAILURE, RunTrigger.SCHEDULED, 1L);

    assertThat(ServiceHistory.reach(ON)).isEqualTo(Duration.ofDays(7));
    assertThat(ServiceHistory.reach(month)).isEqualTo(Duration.ofDays(30));
    assertThat(report(month, PLAIN).runs()).isEqualTo(1);
    assertThat(report(month, PLAIN).violations())
        .extracting(SlaViolation::text)
        .contains("2 runs went wrong within a month, 1 is accepted");
  }

  @Test
  void whereNotAllRunsAreReadTheReportSaysFromWhenTheyCount() {
    run("2026-03-08T10:00:00Z", RunOutcome.SUCCESS, RunTrigger.SCHEDULED, 1L);
    SlaConfig config = ON.withErrorBudget(new ErrorBudgetConfig(ErrorBudgetPeriod.WEEK, 3));
    SlaReport cut =
        Jobs.sla(config, new ServiceHistory(oldestFirst, true, 4, Instant.EPOCH), PLAIN, NOW);
    SlaReport whole = Jobs.sla(config, ServiceHistory.whole(oldestFirst), PLAIN, NOW);

    assertThat(cut.cutAt()).isEqualTo("2026-03-08T10:00:00Z");
    assertThat(whole.cutAt()).isNull();
    assertThat(cut.violations())
        .extracting(SlaViolation::text)
        .contains("4 runs went wrong within a week, 3 are accepted");
  }

  @Test
  void runsOfBeforeTheScheduleWasChangedAreNotAskedWhetherTheyWereOnTime() {
    run("2026-03-08T09:30:00Z", RunOutcome.SUCCESS, RunTrigger.SCHEDULED, 1L);
    run("2026-03-08T10:30:00Z", RunOutcome.SUCCESS, RunTrigger.SCHEDULED, 1L);
    run("2026-03-08T11:00:00Z", RunOutcome.SUCCESS, RunTrigger.SCHEDULED, 1L);
    List<JobRun> newestFirst = new ArrayList<>(oldestFirst);
    Collections.reverse(newestFirst);
    ServiceHistory history = ServiceHistory.whole(newestFirst);
    Instant changed = Instant.parse("2026-03-08T10:45:00Z");

    assertThat(Jobs.sla(ON, history, HOURLY, NOW).scheduleAdherence()).isLessThan(34);
    SlaReport since = Jobs.sla(ON, history.withScheduledSince(changed), HOURLY, NOW);
    assertThat(since.scheduleAdherence()).isEqualTo(100);
    assertThat(since.violations()).isEmpty();
    assertThat(since.runs()).isEqualTo(3);

    JobDefinition each = PLAIN.withSchedule(JobSchedule.every(Duration.ofMinutes(10)));
    assertThat(Jobs.sla(ON, history.withScheduledSince(changed), each, NOW).violations()).isEmpty();
  }

  @Test
  void aPeriodIsMeasuredFromTheScheduledStartBefore() {
    JobDefinition each = PLAIN.withSchedule(JobSchedule.every(Duration.ofHours(1)));
    run("2026-03-08T08:00:00Z", RunOutcome.SUCCESS, RunTrigger.SCHEDULED, 1L);
    run("2026-03-08T09:05:00Z", RunOutcome.SUCCESS, RunTrigger.SCHEDULED, 1L);
    run("2026-03-08T09:30:00Z", RunOutcome.SUCCESS, RunTrigger.MANUAL, 1L);
    run("2026-03-08T10:10:01Z", RunOutcome.SUCCESS, RunTrigger.SCHEDULED, 1L);

    assertThat(report(ON, each).scheduleAdherence()).isEqualTo(50);
  }

  @Test
  void whatOneRunBrokeNamesTheRun() {
    runs("+-");

    assertThat(report(ON, PLAIN).violations())
        .singleElement()
        .satisfies(
            broken -> {
              assertThat(broken.runId()).isEqualTo(oldestFirst.get(1).id());
              assertThat(broken.isOfJob()).isFalse();
            });
  }

  @Test
  void manyViolationsAreBounded() {
    runs("-".repeat(100));
    assertThat(report(ON, PLAIN).violations()).hasSize(50);
  }
}
