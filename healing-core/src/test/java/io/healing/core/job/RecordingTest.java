package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunError;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {
  private final HeldTime time = new HeldTime("2026-03-01T10:00:00Z");
  private final Jobs jobs = time.jobs(64);

  @Test
  void aRunThatEndedIsSavedWithItsTimes() {
    Integer answer =
        jobs.observe(
            "report",
            () -> {
              time.pass(Duration.ofMillis(1_500));
              return 42;
            });

    Jobs.Drained drained = jobs.drain(time.instant());

    assertThat(answer).isEqualTo(42);
    assertThat(drained.started()).isEmpty();
    assertThat(drained.ended()).isEqualTo(drained.toSave());
    assertThat(drained.changed()).containsExactly("report");
    assertThat(drained.discovered()).containsExactly("report");
    assertThat(drained.toSave())
        .containsExactly(
            new JobRun(
                JobRun.id(7, 1),
                "report",
                Instant.parse("2026-03-01T10:00:00Z"),
                Instant.parse("2026-03-01T10:00:01.500Z"),
                RunOutcome.SUCCESS,
                1_500L,
                1,
                RunTrigger.SCHEDULED,
                null,
                "",
                false,
                null,
                null));
    assertThat(jobs.drain(time.instant()).toSave()).isEmpty();
  }

  @Test
  void whatTheRunnerTellsOfTheEndIsKept() {
    RunHandle run = jobs.observer().started("load", new RunStart(RunTrigger.RETRY, 3));
    jobs.observer().finished(run, RunResult.exit(4).retryPending().size(99));

    JobRun saved = jobs.drain(time.instant()).toSave().get(0);

    assertThat(saved.attempt()).isEqualTo(3);
    assertThat(saved.trigger()).isEqualTo(RunTrigger.RETRY);
    assertThat(saved.retryPending()).isTrue();
    assertThat(saved.size()).isEqualTo(99);
    assertThat(saved.exitCode()).isEqualTo(4);
    assertThat(saved.error()).isEqualTo(new RunError("exit", "exit code 4", ""));
    assertThat(saved.id()).isEqualTo(run.id());
  }

  @Test
  void aRunThatLivesThroughADrainLeavesARowBehind() {
    RunHandle run = jobs.observer().started("long");

    Jobs.Drained first = jobs.drain(time.instant());
    Jobs.Drained second = jobs.drain(time.instant());
    Jobs.Drained third = jobs.drain(time.instant());
    jobs.observer().finished(run, RunResult.success());
    Jobs.Drained last = jobs.drain(time.instant());

    assertThat(first.started()).extracting(JobRun::outcome).containsExactly(RunOutcome.RUNNING);
    assertThat(first.toSave()).isEmpty();
    assertThat(second.toSave()).extracting(JobRun::outcome).containsExactly(RunOutcome.RUNNING);
    assertThat(third.toSave()).isEmpty();
    assertThat(last.toSave()).extracting(JobRun::outcome).containsExactly(RunOutcome.SUCCESS);
    assertThat(last.toSave()).extracting(JobRun::id).containsExactly(run.id());
  }

  @Test
  void aRunningRunIsSeenWithWhatItsThreadDoes() {
    RunHandle run = jobs.observer().started("long");
    jobs.drain(time.instant());

    JobSnapshot seen = jobs.snapshot("long", time.instant()).orElseThrow();

    assertThat(seen.running()).hasSize(1);
    assertThat(seen.running().get(0).id()).isEqualTo(run.id());
    assertThat(seen.running().get(0).look().orElseThrow().frames())
        .anyMatch(frame -> frame.getMethodName().equals("aRunningRunIsSeenWithWhatItsThreadDoes"));
    jobs.observer().finished(run, RunResult.success());
    assertThat(seen.running().get(0).look()).isEmpty();
  }

  @Test
  void aSecondEndIsIgnored() {
    RunHandle run = jobs.observer().started("once");
    jobs.observer().finished(run, RunResult.success());
    jobs.observer().finished(run, RunResult.failure("too late"));

    assertThat(jobs.drain(time.instant()).ended())
        .extracting(JobRun::outcome)
        .containsExactly(RunOutcome.SUCCESS);
  }

  @Test
  void whatTheWorkThrowsIsThrownOnUnchanged() {
    IllegalStateException unchecked = new IllegalStateException("broken");
    IOException checked = new IOException("no line");
    Supplier<String> supplier =
        () -> {
          throw unchecked;
        };
    Runnable runnable =
        () -> {
          throw unchecked;
        };
    Callable<String> callable =
        () -> {
          throw checked;
        };

    assertThatThrownBy(() -> jobs.observe("a", supplier)).isSameAs(unchecked);
    assertThatThrownBy(() -> jobs.observe("b", runnable)).isSameAs(unchecked);
    assertThatThrownBy(() -> jobs.call("c", callable)).isSameAs(checked);

    assertThat(jobs.drain(time.instant()).ended())
        .extracting(run -> run.error().line())
        .containsExactly(
            "java.lang.IllegalStateException: broken",
            "java.lang.IllegalStateException: broken",
            "java.io.IOException: no line");
  }

  @Test
  void anInterruptedCallableWasStoppedOnPurpose() {
    assertThatThrownBy(
            () ->
                jobs.call(
                    "a",
                    () -> {
                      throw new InterruptedException("stop");
                    }))
        .isInstanceOf(InterruptedException.class);

    assertThat(jobs.drain(time.instant()).ended())
        .extracting(JobRun::outcome)
        .containsExactly(RunOutcome.CANCELLED);
  }

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

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "@host", "@@", "a\nb", "@healing/x"})
  void anIdThatCannotBeAJobIsMendedAndNeverThrown(String id) {
    assertThat(jobs.observe(id, () -> 1)).isEqualTo(1);

    assertThat(jobs.drain(time.instant()).ended())
        .allSatisfy(run -> assertThat(run.jobId()).isNotBlank().doesNotStartWith("@"))
        .hasSize(1);
  }

  @Test
  void nothingThatIsNullReachesTheRunner() {
    RunHandle unnamed = jobs.observer().started(null, null);
    jobs.observer().logged(unnamed, null);
    jobs.observer().logged(null, "line");
    jobs.observer().finished(null, RunResult.success());
    jobs.observer().finished(unnamed, null);
    jobs.observer().silenced(null, null);

    assertThat(jobs.drain(time.instant()).ended())
        .extracting(JobRun::jobId, JobRun::outcome)
        .containsExactly(tuple("unnamed", RunOutcome.FAILURE));
  }

  @Test
  void aClockThatThrowsDoesNotReachTheJob() {
    Jobs broken =
        new Jobs(
            new Jobs.Settings(
                () -> {
                  throw new IllegalStateException("no clock");
                },
                () -> 0,
                1,
                16,
                16,
                text -> text));

    assertThat(broken.observe("job", () -> 5)).isEqualTo(5);
    RunHandle lost = broken.observer().started("job");
    broken.observer().finished(lost, RunResult.success());

    assertThat(broken.dropped()).isEqualTo(2);
    assertThat(lost.id()).isZero();
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
    return new Jobs.Settings(time, time::nanos, 1, queue, tail, text -> text);
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

  private JobSnapshot snapshot(String job) {
    return jobs.snapshot(job, time.instant()).orElseThrow();
  }
}
