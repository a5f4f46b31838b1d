package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunTrigger;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ManyJobsTest {
  private static final int JOBS = 10_000;

  private final HeldTime time = new HeldTime("2026-03-01T10:00:30Z");

  @Test
  void tenThousandJobsWithWarmBaselinesTakeLessThan64Mebibytes() {
    long before = used();
    Jobs jobs = warm();
    Collection<JobSnapshot> snapshots = jobs.snapshots(time.instant());
    long after = used();

    assertThat(snapshots).hasSize(JOBS).allMatch(job -> job.statistics().sizeSamples() == 64);
    assertThat(after - before).isLessThan(64L << 20);
    assertThat(jobs.size()).isEqualTo(JOBS);
  }

  @Test
  void lookingAtTenThousandIdleJobsBuildsNothing() {
    Jobs jobs = warm();
    jobs.snapshots(time.instant());
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    time.pass(Duration.ofSeconds(1));
    jobs.snapshots(time.instant());
    long before = threads.getCurrentThreadAllocatedBytes();

    Drained drained = jobs.drain(time.instant());
    jobs.snapshots(time.instant());

    assertThat(drained.changed()).isEmpty();
    // the list itself and nothing per job
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(JOBS * 8L + 10_000);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private Jobs warm() {
    Jobs jobs = time.jobs(64);
    for (int i = 0; i < JOBS; i++) {
      String id = "job-" + i;
      String cron = i % 60 + " " + i % 24 + " * * *";
      JobDefinition job = JobDefinition.of(id).withSchedule(JobSchedule.cron(cron, ZoneOffset.UTC));
      jobs.define(job, history(id));
    }
    return jobs;
  }

  private static List<JobRun> history(String id) {
    List<JobRun> runs = new ArrayList<>();
    Instant start = Instant.parse("2026-03-01T09:00:00Z");
    for (int i = 64; i > 0; i--) {
      runs.add(
          new JobRun(
              JobRun.id(1, i),
              id,
              start,
              start.plusMillis(i),
              RunOutcome.SUCCESS,
              (long) i,
              1,
              RunTrigger.SCHEDULED,
              null,
              "",
              false,
              1_000L + i,
              null));
      start = start.minusSeconds(86_400);
    }
    return runs;
  }

  @Test
  void theLogsOfAllJobsTogetherAreBoundedInMemoryAndWholeInTheStore() {
    Jobs jobs =
        new Jobs(
            new Jobs.Settings(
                time,
                time::nanos,
                1,
                1 << 10,
                1 << 20,
                1_000_000,
                text -> text,
                System.getLogger("test")));
    String line = "x".repeat(1 << 19);
    for (int i = 0; i < 40; i++) {
      RunHandle run = jobs.observer().started("job-" + i);
      jobs.observer().logged(run, line);
      jobs.observer().logged(run, "last");
      jobs.observer().finished(run, RunResult.success());
      assertThat(jobs.drain(time.instant()).toSave().get(0).logTail().length())
          .isGreaterThan(1 << 19);
    }
    long held =
        jobs.snapshots(time.instant()).stream()
            .mapToLong(job -> job.last().logTail().length())
            .sum();
    assertThat(held).isLessThan(Tails.MOST + 40 * 512);
    assertThat(jobs.snapshots(time.instant()))
        .allMatch(job -> job.last().logTail().endsWith("last\n"));
  }

  @Test
  void madeUpIdsDoNotFillTheMemory() {
    Jobs jobs = time.jobs(64);
    for (int i = 0; i < Slots.MOST + 500; i++) {
      jobs.observe("id-" + i, () -> 1);
      if (i % 32 == 0) {
        jobs.drain(time.instant());
      }
    }
    jobs.drain(time.instant());

    assertThat(jobs.size()).isEqualTo(Slots.MOST);
    assertThat(jobs.dropped()).isEqualTo(500);
    jobs.define(JobDefinition.of("declared"), List.of());
    assertThat(jobs.known("declared")).isTrue();
  }

  @Test
  void theRoomStartsNoThread() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    warm().drain(time.instant());

    assertThat(Thread.getAllStackTraces().keySet()).isSubsetOf(before);
  }
}
