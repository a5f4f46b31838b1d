package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptTest {
  private final HeldTime time = new HeldTime("2026-03-01T10:00:00Z");
  private final Jobs jobs = time.jobs(1 << 16);

  @Test
  void aHungRunIsInterruptedAndWasStoppedOnPurpose() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    AtomicReference<Throwable> seen = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                jobs.observe("job", () -> hang(began));
              } catch (IllegalStateException e) {
                seen.set(e.getCause());
              }
            });
    thread.start();
    began.await();
    jobs.drain(time.instant());

    jobs.control().interrupt("job", running());
    thread.join();

    assertThat(seen.get()).isInstanceOf(InterruptedException.class);
    JobRun run = jobs.drain(time.instant()).ended().get(0);
    assertThat(run.outcome()).isEqualTo(RunOutcome.CANCELLED);
    assertThat(run.error()).isNotNull();
  }

  private static void hang(CountDownLatch began) {
    began.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long running() {
    return jobs.snapshot("job", time.instant()).orElseThrow().running().get(0).id();
  }

  @Test
  void aRunThatHasEndedIsNotInterrupted() {
    RunHandle run = jobs.observer().started("job");
    jobs.drain(time.instant());
    jobs.observer().finished(run, RunResult.success());

    assertThatThrownBy(() -> jobs.control().interrupt("job", run.id()))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining(String.valueOf(run.id()));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void anotherRunOfTheSameJobIsLeftAlone() {
    RunHandle run = jobs.observer().started("job");
    jobs.drain(time.instant());

    assertThatThrownBy(() -> jobs.control().interrupt("job", run.id() + 1))
        .isInstanceOf(HealingException.class);
    jobs.observer().finished(run, RunResult.success());
  }

  @Test
  void anInterruptThatTheRunDidNotUseGoesWithIt() {
    RunHandle run = jobs.observer().started("job");
    jobs.drain(time.instant());
    jobs.control().interrupt("job", run.id());
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    jobs.observer().finished(run, RunResult.success());

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(jobs.drain(time.instant()).ended())
        .extracting(JobRun::outcome)
        .containsExactly(RunOutcome.SUCCESS);
  }

  private JobRun ended(RunHandle run, RunResult result) {
    jobs.observer().finished(run, result);
    return jobs.drain(time.instant()).ended().get(0);
  }

  private JobRun interrupted(RunResult result) {
    RunHandle run = jobs.observer().started("job");
    jobs.drain(time.instant());
    jobs.interrupts().begun(run.id(), "s3");
    return ended(run, result);
  }

  @Test
  void aRunThatARunnerInterruptedAtOurOrderIsNeitherAFailureNorAGoodRun() {
    JobRun good = ended(jobs.observer().started("job"), RunResult.success());
    JobRun failed = interrupted(RunResult.failure(new InterruptedException("sleep interrupted")));
    assertThat(failed.outcome()).isEqualTo(RunOutcome.CANCELLED);
    assertThat(failed.error()).isNotNull();
    assertThat(failed.error().line())
        .isEqualTo(
            "interrupted: by Healing for s3; it ended with java.lang.InterruptedException: sleep"
                + " interrupted");
    assertThat(failed.error().stack()).contains("InterruptTest");

    JobRun ended = interrupted(RunResult.success());
    assertThat(ended.outcome()).isEqualTo(RunOutcome.CANCELLED);
    assertThat(ended.error()).isNotNull();
    assertThat(ended.error().message()).isEqualTo("by Healing for s3; it ended without an error");
    JobSnapshot job = jobs.snapshot("job", time.instant()).orElseThrow();
    assertThat(job.lastSuccess()).isNotNull();
    assertThat(job.lastSuccess().id()).isEqualTo(good.id());
    assertThat(job.consecutiveFailures()).isZero();
  }

  @Test
  void aRunThatDidNotHeedTheInterruptAndFailedLaterIsAFailureAndNeverAGoodRun() {
    for (RunResult result : List.of(RunResult.failure("disk full"), RunResult.success())) {
      RunHandle run = jobs.observer().started("job");
      jobs.drain(time.instant());
      jobs.interrupts().begun(run.id(), "s3");
      jobs.interrupts().unheeded(run.id());
      JobRun ended = ended(run, result);

      boolean failure = result.outcome() == RunOutcome.FAILURE;
      assertThat(ended.outcome()).isEqualTo(failure ? RunOutcome.FAILURE : RunOutcome.CANCELLED);
      if (failure) {
        assertThat(ended.error()).isNotNull();
        assertThat(ended.error().line())
            .isEqualTo("failed: disk full (Healing had interrupted it for s3)");
      }
    }
  }

  @Test
  void aRunOfWhichTheRunnerRefusedTheInterruptEndsLikeAnyOther() {
    RunHandle run = jobs.observer().started("job");
    jobs.drain(time.instant());
    jobs.interrupts().begun(run.id(), "s3");
    jobs.interrupts().refused(run.id());
    assertThat(ended(run, RunResult.success()).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  void anInterruptOfTheHostStays() {
    RunHandle run = jobs.observer().started("job");
    Thread.currentThread().interrupt();
    jobs.observer().finished(run, RunResult.success());

    assertThat(Thread.interrupted()).isTrue();
  }

  /** Many short runs on one thread, and another one that interrupts each as late as it can. */
  @Test
  void noLaterTaskEverGetsAStrayInterrupt() throws Exception {
    AtomicReference<RunHandle> latest = new AtomicReference<>(ended());
    AtomicInteger stray = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    Thread worker = new Thread(() -> work(latest, stray, enough));
    worker.start();
    int hits = 0;
    while (hits < 1_000) {
      if (((Run) latest.get()).interrupt()) {
        hits++;
      }
      if (hits % 10 == 0) {
        jobs.drain(Instant.EPOCH);
      }
    }
    enough.set(true);
    worker.join();

    assertThat(stray).hasValue(0);
  }

  private RunHandle ended() {
    RunHandle run = jobs.observer().started("job");
    jobs.observer().finished(run, RunResult.success());
    return run;
  }

  private void work(AtomicReference<RunHandle> latest, AtomicInteger stray, AtomicBoolean enough) {
    while (!enough.get()) {
      RunHandle run = jobs.observer().started("job");
      latest.set(run);
      for (int i = 0; i < 20; i++) {
        Thread.onSpinWait();
      }
      jobs.observer().finished(run, RunResult.success());
      if (Thread.interrupted()) {
        stray.incrementAndGet();
      }
    }
  }
}
