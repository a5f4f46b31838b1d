package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullQueueTest {
  private final HeldTime time = new HeldTime("2026-03-01T10:00:00Z");

  @ParameterizedTest
  @CsvSource({"2,2", "3,4", "4,4", "5,8", "64,64", "65,128"})
  void theRingHoldsAPowerOfTwoAndRefusesOneMore(int asked, int room) {
    RunRing ring = new RunRing(asked);
    Slot slot = new Slot("job", new RunIds(1));
    List<Run> in = new ArrayList<>();
    for (int i = 0; i < room; i++) {
      in.add(run(slot));
      assertThat(ring.offer(in.get(i))).isTrue();
    }
    assertThat(ring.offer(run(slot))).isFalse();

    List<Run> out = new ArrayList<>();
    ring.drain(out::add);

    assertThat(out).isEqualTo(in);
    assertThat(ring.offer(run(slot))).isTrue();
  }

  private Run run(Slot slot) {
    return new Run(slot, io.healing.api.job.RunStart.scheduled(), new Seats().mine(), clocks());
  }

  private Clocks clocks() {
    return new Clocks(time, time::nanos);
  }

  @Test
  void aFailureThatFoundTheQueueFullIsStillSeen() {
    Jobs jobs = time.jobs(2);
    fill(jobs);

    end(jobs, "late", RunResult.success());
    end(jobs, "late", RunResult.failure("one"));
    end(jobs, "late", RunResult.cancelled());
    end(jobs, "late", RunResult.failure("two"));
    Drained drained = jobs.drain(time.instant());

    JobSnapshot late = jobs.snapshot("late", time.instant()).orElseThrow();
    assertThat(late.last().outcome()).isEqualTo(RunOutcome.FAILURE);
    assertThat(late.last().error().message()).isEqualTo("two");
    assertThat(late.lastSuccess()).isNotNull();
    assertThat(late.consecutiveFailures()).isEqualTo(2);
    assertThat(drained.discovered()).contains("late");
    assertThat(jobs.dropped()).isEqualTo(4);
    assertThat(drained.toSave().stream().filter(run -> run.jobId().equals("late"))).hasSize(2);
  }

  @Test
  void aCancelledRunAfterUnseenFailuresHidesNone() {
    Jobs jobs = time.jobs(2);
    fill(jobs);
    end(jobs, "late", RunResult.failure("one"));
    end(jobs, "late", RunResult.failure("two"));
    end(jobs, "late", RunResult.cancelled());
    jobs.drain(time.instant());

    assertThat(jobs.snapshot("late", time.instant()).orElseThrow().consecutiveFailures())
        .isEqualTo(2);
  }

  @Test
  void aRunThatFoundTheQueueFullAndGoesOnIsSeenAndLosesNothing() {
    Jobs jobs = time.jobs(2);
    fill(jobs);
    RunHandle hung = jobs.observer().started("hung");
    assertThat(jobs.drain(time.instant()).started())
        .extracting(JobRun::jobId)
        .containsExactly("hung");

    assertThat(jobs.snapshot("hung", time.instant()).orElseThrow().running()).hasSize(1);

    jobs.observer().finished(hung, RunResult.failure("at last"));
    assertThat(jobs.drain(time.instant()).ended()).extracting(JobRun::id).contains(hung.id());
    assertThat(jobs.dropped()).isZero();
  }

  @Test
  void silenceIsSeenWithAFullQueue() {
    Jobs jobs = time.jobs(2);
    fill(jobs);
    jobs.observer().silenced("poll", new IllegalStateException("gone"));
    jobs.drain(time.instant());

    assertThat(jobs.snapshot("poll", time.instant()).orElseThrow().silencedBy().message())
        .isEqualTo("gone");
  }

  @Test
  void manyThreadsLoseNothingThatIsNotCounted() throws InterruptedException {
    Jobs jobs = time.jobs(256);
    int threads = 4;
    int each = 20_000;
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      String job = "job-" + t % 3;
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  jobs.observe(job, () -> 1);
                }
                done.countDown();
              })
          .start();
    }
    List<JobRun> seen = new ArrayList<>();
    AtomicLong extra = new AtomicLong();
    while (done.getCount() > 0) {
      seen.addAll(jobs.drain(time.instant()).ended());
    }
    done.await();
    Drained last = jobs.drain(time.instant());
    seen.addAll(last.ended());
    seen.addAll(jobs.drain(time.instant()).ended());
    extra.set(seen.size() + jobs.dropped() - (long) threads * each);

    assertThat(seen).extracting(JobRun::id).doesNotHaveDuplicates();
    // of what was lost the last and the last good run are still there, so they count twice
    assertThat(extra.get()).isBetween(0L, jobs.dropped());
    assertThat(jobs.snapshots(time.instant())).hasSize(3).allSatisfy(this::allIsWell);
  }

  private void allIsWell(JobSnapshot job) {
    assertThat(job.running()).isEmpty();
    assertThat(job.last().outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  private static void fill(Jobs jobs) {
    jobs.observe("filler", () -> 1);
    jobs.observe("filler", () -> 1);
  }

  private void end(Jobs jobs, String job, RunResult result) {
    RunHandle run = jobs.observer().started(job);
    time.pass(Duration.ofMillis(5));
    jobs.observer().finished(run, result);
  }
}
