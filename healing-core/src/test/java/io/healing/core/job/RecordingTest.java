package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest extends Recording {
  @Test
  void aRunThatEndedIsSavedWithItsTimes() {
    Integer answer =
        jobs.observe(
            "report",
            () -> {
              time.pass(Duration.ofMillis(1_500));
              return 42;
            });

    Drained drained = jobs.drain(time.instant());

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

    Drained first = jobs.drain(time.instant());
    Drained second = jobs.drain(time.instant());
    Drained third = jobs.drain(time.instant());
    jobs.observer().finished(run, RunResult.success());
    Drained last = jobs.drain(time.instant());

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

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "@host", "@@", "a\nb", "@healing/x"})
  void anIdThatCannotBeAJobIsMendedAndNeverThrown(String id) {
    assertThat(jobs.observe(id, () -> 1)).isEqualTo(1);

    assertThat(jobs.drain(time.instant()).ended())
        .allSatisfy(run -> assertThat(run.jobId()).isNotBlank().doesNotStartWith("@"))
        .hasSize(1);
  }

  @Test
  void aNameThatIsNoJobIdIsToldOnceWithTheIdInItsPlaceAndTheFirstHundredOnly() {
    jobs.observe("@report", () -> 1);
    jobs.observe("@report", () -> 1);

    assertThat(jobs.wrongIds())
        .singleElement()
        .asString()
        .startsWith("\"@report\" is no job id, so its runs are kept as those of \"report\"");
    for (int i = 0; i < 150; i++) {
      jobs.observe("@" + i, () -> 1);
    }
    assertThat(jobs.wrongIds()).hasSize(99);
    assertThat(jobs.wrongIds()).isEmpty();
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
                1_000_000,
                text -> text,
                System.getLogger("test")));

    assertThat(broken.observe("job", () -> 5)).isEqualTo(5);
    RunHandle lost = broken.observer().started("job");
    broken.observer().finished(lost, RunResult.success());

    assertThat(broken.dropped()).isEqualTo(2);
    assertThat(lost.id()).isZero();
  }

  /** A held clock gives all of them the same end. */
  @Test
  void ofRunsThatEndedAtTheSameMomentTheOneThatBeganLastIsTheLast() {
    HeldTime time = new HeldTime("2026-03-01T10:00:00Z");
    Jobs jobs = time.jobs(1 << 4);
    RunHandle before = jobs.observer().started("job");
    jobs.drain(time.instant());
    jobs.observer().finished(before, RunResult.success());
    jobs.observer().finished(jobs.observer().started("job"), RunResult.failure("odd"));
    jobs.drain(time.instant());

    assertThat(jobs.snapshot("job", time.instant()).orElseThrow().consecutiveFailures()).isOne();
  }
}
