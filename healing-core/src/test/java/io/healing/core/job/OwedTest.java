package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwedTest {
  private static final JobSchedule HOURLY = JobSchedule.cron("0 * * * *", ZoneOffset.UTC);

  private final HeldTime time = new HeldTime("2026-03-01T10:30:00Z");
  private final Jobs jobs = time.jobs(64);

  @Test
  void aJobWithoutAScheduleOwesNothing() {
    jobs.define(JobDefinition.of("job"), List.of());
    time.pass(Duration.ofDays(30));
    assertThat(expected()).isNull();
  }

  @Test
  void aJobNeverSeenOwesFromItsDefinitionOn() {
    define(HOURLY);
    assertThat(expected()).isNull();
    time.pass(Duration.ofMinutes(30).minusMillis(1));
    assertThat(expected()).isNull();
    time.pass(Duration.ofMillis(1));
    assertThat(expected()).isEqualTo("2026-03-01T11:00:00Z");
    time.pass(Duration.ofHours(1));
    assertThat(expected()).isEqualTo("2026-03-01T11:00:00Z");
    time.pass(Duration.ofMinutes(5));
    assertThat(expected()).isEqualTo("2026-03-01T12:00:00Z");
  }

  @Test
  void aStartPaysAndSoDoesOneASecondEarlyButNoEarlier() {
    define(HOURLY);
    time.pass(Duration.ofMinutes(30));
    run();
    assertThat(expected()).isNull();

    time.pass(Duration.ofHours(1).minusSeconds(1));
    run();
    time.pass(Duration.ofMinutes(1));
    assertThat(expected()).isNull();

    time.pass(Duration.ofMinutes(58));
    time.pass(Duration.ofMillis(999));
    run();
    time.pass(Duration.ofMinutes(2));
    assertThat(expected()).isEqualTo("2026-03-01T13:00:00Z");
  }

  @Test
  void aShortPeriodBelowTheGraceIsLateAllTheSame() {
    jobs.define(
        JobDefinition.of("job")
            .withSchedule(JobSchedule.cron("* * * * *", ZoneOffset.UTC))
            .withStartGrace(Duration.ofMinutes(5)),
        List.of());
    run();
    time.pass(Duration.ofMinutes(4));
    assertThat(Duration.between(expected(), time.instant())).isLessThan(Duration.ofMinutes(5));
    time.pass(Duration.ofMinutes(3));
    assertThat(Duration.between(expected(), time.instant()))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void whatPassesWhileARunIsUnderWayIsNotOwed() {
    define(HOURLY);
    RunHandle run = jobs.observer().started("job");
    jobs.drain(time.instant());
    time.pass(Duration.ofHours(3));
    assertThat(expected()).isNull();

    jobs.observer().finished(run, RunResult.success());
    jobs.drain(time.instant());
    assertThat(expected()).isNull();
    time.pass(Duration.ofMinutes(30));
    assertThat(expected()).isEqualTo("2026-03-01T14:00:00Z");
  }

  @Test
  void aPeriodCountsFromTheLastStart() {
    define(JobSchedule.every(Duration.ofMinutes(10)));
    time.pass(Duration.ofMinutes(3));
    run();
    time.pass(Duration.ofMinutes(10).minusMillis(1));
    assertThat(expected()).isNull();
    time.pass(Duration.ofMillis(1));
    assertThat(expected()).isEqualTo("2026-03-01T10:43:00Z");
  }

  @Test
  void aStartMissedWhileTheProcessWasDownIsOwedAfterTheGrace() {
    jobs.define(
        JobDefinition.of("job").withSchedule(JobSchedule.cron("0 3 * * *", ZoneOffset.UTC)),
        List.of(past("2026-02-27T03:00:00Z")));
    assertThat(expected()).isNull();
    time.pass(Duration.ofMinutes(5).minusMillis(1));
    assertThat(expected()).isNull();
    time.pass(Duration.ofMillis(1));
    assertThat(expected()).isEqualTo("2026-03-01T03:00:00Z");
  }

  @Test
  void aPeriodDoesNotCountTheTimeTheProcessWasDown() {
    jobs.define(
        JobDefinition.of("job").withSchedule(JobSchedule.every(Duration.ofMinutes(10))),
        List.of(past("2026-02-27T03:00:00Z")));
    time.pass(Duration.ofMinutes(9));
    assertThat(expected()).isNull();
    time.pass(Duration.ofMinutes(1));
    assertThat(expected()).isEqualTo("2026-03-01T10:40:00Z");
  }

  @Test
  void aNewScheduleIsExpectedFromNowOnAndTheSameOneChangesNothing() {
    define(HOURLY);
    time.pass(Duration.ofMinutes(45));
    define(HOURLY);
    assertThat(expected()).isEqualTo("2026-03-01T11:00:00Z");

    define(JobSchedule.cron("5 * * * *", ZoneOffset.UTC));
    assertThat(expected()).isNull();
    time.pass(Duration.ofMinutes(50));
    assertThat(expected()).isEqualTo("2026-03-01T12:05:00Z");
  }

  @Test
  void aSkippedLocalTimeIsOwedOnce() {
    HeldTime night = new HeldTime("2026-03-28T20:00:00Z");
    Jobs berlin = night.jobs(64);
    JobSchedule schedule = JobSchedule.cron("30 2 * * *", java.time.ZoneId.of("Europe/Berlin"));
    berlin.define(JobDefinition.of("job").withSchedule(schedule), List.of());
    night.pass(Duration.ofHours(5));
    assertThat(berlin.snapshot("job", night.instant()).orElseThrow().expectedStart())
        .isEqualTo("2026-03-29T01:00:00Z");
    berlin.observe("job", () -> 1);
    berlin.drain(night.instant());
    night.pass(Duration.ofHours(20));
    assertThat(berlin.snapshot("job", night.instant()).orElseThrow().expectedStart()).isNull();
  }

  @Test
  void aWrongExpressionIsRefusedWithItsJobAndChangesNothing() {
    define(HOURLY);
    assertThatThrownBy(() -> define(JobSchedule.cron("nonsense", ZoneOffset.UTC)))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("Job job: \"nonsense\"");
    time.pass(Duration.ofMinutes(30));
    assertThat(expected()).isEqualTo("2026-03-01T11:00:00Z");
  }

  private void define(JobSchedule schedule) {
    jobs.define(JobDefinition.of("job").withSchedule(schedule), List.of());
  }

  private void run() {
    jobs.observe("job", () -> 1);
    jobs.drain(time.instant());
  }

  private Instant expected() {
    return jobs.snapshot("job", time.instant()).orElseThrow().expectedStart();
  }

  private static JobRun past(String start) {
    Instant at = Instant.parse(start);
    return new JobRun(
        JobRun.id(6, 1),
        "job",
        at,
        at.plusMillis(100),
        RunOutcome.SUCCESS,
        100L,
        1,
        RunTrigger.SCHEDULED,
        null,
        "",
        false,
        null,
        null);
  }
}
