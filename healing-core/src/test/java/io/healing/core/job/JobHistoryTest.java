package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered of a job over its runs. */
class JobHistoryTest extends Recording {
  @Test
  void aWallClockThatIsSetBendsNeitherEndNorOrder() {
    RunHandle first = jobs.observer().started("job");
    time.pass(Duration.ofSeconds(1));
    jobs.observer().finished(first, RunResult.failure("first"));
    time.setWallClock(Duration.ofHours(-2));
    jobs.observe("job", () -> time.pass(Duration.ofSeconds(1)));

    assertThat(jobs.drain(time.instant()).ended())
        .extracting(JobRun::outcome, JobRun::durationMs)
        .containsExactly(tuple(RunOutcome.FAILURE, 1_000L), tuple(RunOutcome.SUCCESS, 1_000L));
    assertThat(snapshot("job").last().outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  void failuresInARowAreCountedUntilASuccess() {
    tell("job", RunResult.failure("1"), RunResult.cancelled(), RunResult.failure("2"));
    assertThat(snapshot("job").consecutiveFailures()).isEqualTo(2);

    tell("job", RunResult.success());
    assertThat(snapshot("job").consecutiveFailures()).isZero();

    tell("job", RunResult.cancelled());
    assertThat(snapshot("job").last().outcome()).isEqualTo(RunOutcome.CANCELLED);
    assertThat(snapshot("job").lastSuccess().outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  void aSnapshotIsBuiltAnewOnlyWhenSomethingChanged() {
    tell("job", RunResult.success());
    JobSnapshot before = snapshot("job");

    time.pass(Duration.ofDays(3));
    assertThat(snapshot("job")).isSameAs(before);

    tell("job", RunResult.success());
    assertThat(snapshot("job")).isNotSameAs(before);
  }

  @Test
  void aRemovedJobIsForgottenUntilItRunsAgain() {
    jobs.define(JobDefinition.of("job").withName("Job"), List.of());
    tell("job", RunResult.failure("no"));
    assertThat(jobs.known("job")).isTrue();
    assertThat(jobs.size()).isEqualTo(1);

    jobs.remove("job");
    assertThat(jobs.known("job")).isFalse();
    assertThat(jobs.snapshots(time.instant())).isEmpty();

    jobs.observe("job", () -> 1);
    assertThat(jobs.drain(time.instant()).discovered()).containsExactly("job");
    assertThat(snapshot("job").consecutiveFailures()).isZero();
  }

  @Test
  void historyWarmsAndARedefinitionKeepsTheSlot() {
    List<JobRun> history = new ArrayList<>();
    for (int i = 9; i >= 1; i--) {
      history.add(past(i, i <= 6 ? RunOutcome.SUCCESS : RunOutcome.FAILURE, i * 100L));
    }
    jobs.define(JobDefinition.of("job"), history);
    assertThat(snapshot("job").consecutiveFailures()).isEqualTo(3);
    assertThat(snapshot("job").statistics().samples()).isEqualTo(6);
    assertThat(snapshot("job").statistics().medianMs()).isEqualTo(350);
    assertThat(snapshot("job").lastSuccess()).isEqualTo(history.get(3));

    jobs.define(JobDefinition.of("job").withName("again"), history);
    assertThat(snapshot("job").definition().name()).isEqualTo("again");
    assertThat(snapshot("job").statistics().samples()).isEqualTo(6);
    assertThat(snapshot("job").consecutiveFailures()).isEqualTo(3);
  }

  @Test
  void aDiscoveredJobPutsItsHistoryBeforeWhatWasSeen() {
    jobs.observe(
        "job",
        () -> {
          time.pass(Duration.ofSeconds(9));
          return 1;
        });
    JobRun seen = jobs.drain(time.instant()).ended().get(0);

    jobs.define(
        JobDefinition.of("job"),
        List.of(seen, past(2, RunOutcome.FAILURE, 100), past(1, RunOutcome.SUCCESS, 300)));

    assertThat(snapshot("job").last()).isEqualTo(seen);
    assertThat(snapshot("job").consecutiveFailures()).isZero();
    assertThat(snapshot("job").statistics().samples()).isEqualTo(2);
  }

  @Test
  void theSettingsRefuseWhatIsOutOfRange() {
    assertThat(settings(2, 0)).isNotNull();
    assertThat(settings(1 << 24, 1 << 24)).isNotNull();
    assertThatThrownBy(() -> settings(1, 0)).hasMessageContaining("2 to 16777216");
    assertThatThrownBy(() -> settings((1 << 24) + 1, 0)).hasMessageContaining("16777217");
    assertThatThrownBy(() -> settings(2, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> settings(2, (1 << 24) + 1)).hasMessageContaining("log tail");
  }

  private Jobs.Settings settings(int queue, int tail) {
    return new Jobs.Settings(
        time, time::nanos, 1, queue, tail, 1_000_000, text -> text, System.getLogger("test"));
  }

  private JobRun past(int number, RunOutcome outcome, long took) {
    Instant start = Instant.parse("2026-02-01T00:00:00Z").plus(Duration.ofHours(number));
    return new JobRun(
        JobRun.id(6, number),
        "job",
        start,
        start.plusMillis(took),
        outcome,
        took,
        1,
        RunTrigger.SCHEDULED,
        null,
        "",
        false,
        null,
        null);
  }

  private void tell(String job, RunResult... results) {
    for (RunResult result : results) {
      jobs.observer().finished(jobs.observer().started(job), result);
      time.pass(Duration.ofMillis(1));
    }
    jobs.drain(time.instant());
  }
}
