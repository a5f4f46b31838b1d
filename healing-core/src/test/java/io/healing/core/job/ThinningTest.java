package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinningTest {
  private static final int A_MINUTE = 60;

  private final HeldTime time = new HeldTime("2026-03-01T10:00:00Z");
  private final Jobs jobs = jobs(A_MINUTE);

  @Test
  void aJobThatRunsWellVeryOftenLeavesRowsForSomeOfItsRunsAndAllAreSeen() {
    for (int i = 0; i < 1_000; i++) {
      ends(RunResult.success());
    }

    Drained drained = drain();

    assertThat(drained.toSave()).hasSize(A_MINUTE);
    assertThat(drained.ended()).hasSize(1_000);
    assertThat(jobs.thinned()).isEqualTo(1_000 - A_MINUTE);
    assertThat(jobs.dropped()).isZero();
    JobRun last = drained.ended().get(999);
    assertThat(jobs.snapshot("job", time.instant()).orElseThrow().last()).isEqualTo(last);
  }

  @Test
  void rowsGoOnEvenlyInTheMinutesAfter() {
    for (int i = 0; i < 1_000; i++) {
      ends(RunResult.success());
    }
    drain();
    for (int second = 0; second < 10; second++) {
      time.pass(Duration.ofSeconds(1));
      for (int i = 0; i < 100; i++) {
        ends(RunResult.success());
      }
      assertThat(drain().toSave()).hasSize(1);
    }
  }

  @Test
  void aJobThatRunsNotSoOftenLeavesARowForEachRun() {
    for (int i = 0; i < 500; i++) {
      ends(RunResult.success());
      time.pass(Duration.ofSeconds(1));
    }

    assertThat(drain().toSave()).hasSize(500);
    assertThat(jobs.thinned()).isZero();
  }

  @Test
  void forAMinuteAfterARunThatWentWrongEachLeavesARowSoThatSharesStayTrue() {
    full();
    ends(RunResult.failure("no"));
    for (int i = 0; i < 300; i++) {
      ends(RunResult.success());
    }
    assertThat(drain().toSave()).hasSize(301);

    time.pass(Duration.ofMillis(59_999));
    for (int i = 0; i < 300; i++) {
      ends(RunResult.success());
    }
    assertThat(drain().toSave()).hasSize(300);

    time.pass(Duration.ofMillis(1));
    for (int i = 0; i < 300; i++) {
      ends(RunResult.success());
    }
    assertThat(drain().toSave()).hasSize(A_MINUTE);
  }

  @Test
  void aRunThatTookLongHasItsEndStoredAndSoDoAllInTheMinuteAfter() {
    full();
    RunHandle run = jobs.observer().started("job");
    drain();
    assertThat(drain().toSave()).hasSize(1);
    jobs.observer().finished(run, RunResult.success());
    time.pass(Duration.ofMillis(1));
    for (int i = 0; i < 300; i++) {
      ends(RunResult.success());
    }

    assertThat(drain().toSave())
        .hasSize(301)
        .allMatch(JobRun::ended)
        .anyMatch(row -> row.id() == run.id());
  }

  @Test
  void aRunByOrderOfHealingAlwaysLeavesARow() {
    full();
    RunHandle run = jobs.observer().started("job", new RunStart(RunTrigger.HEALING, 1));
    jobs.observer().finished(run, RunResult.success());

    assertThat(drain().toSave()).extracting(JobRun::id).containsExactly(run.id());
  }

  @Test
  void eachJobHasItsOwnShareAndIsToldOnce() {
    full();
    for (int i = 0; i < 3; i++) {
      jobs.observe("other", () -> {});
    }
    Drained drained = drain();
    assertThat(drained.toSave()).extracting(JobRun::jobId).containsOnly("other").hasSize(3);
    assertThat(drained.thinned()).isEmpty();

    ends(RunResult.success());
    assertThat(drain().thinned()).containsExactly("job");
    ends(RunResult.success());
    assertThat(drain().thinned()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_001})
  void howManyLeaveARowIsBounded(int perMinute) {
    assertThatThrownBy(() -> jobs(perMinute))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was given " + perMinute);
  }

  /** Uses up what may be stored now. */
  private void full() {
    for (int i = 0; i < A_MINUTE; i++) {
      ends(RunResult.success());
    }
    drain();
  }

  private void ends(RunResult result) {
    jobs.observer().finished(jobs.observer().started("job"), result);
  }

  private Drained drain() {
    return jobs.drain(time.instant());
  }

  private Jobs jobs(int perMinute) {
    return new Jobs(
        new Jobs.Settings(
            time, time::nanos, 7, 4096, 1024, perMinute, text -> text, System.getLogger("test")));
  }
}
