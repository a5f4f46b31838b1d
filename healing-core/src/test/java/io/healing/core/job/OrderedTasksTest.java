package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunTrigger;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What Healing may order of the tasks of an observed scheduler. */
class OrderedTasksTest extends ObservedSchedulers {
  @Test
  void aSilentTaskIsScheduledAgainBehindTheSameFuture() throws Exception {
    ScheduledThreadPoolExecutor pool = pool();
    AtomicInteger runs = new AtomicInteger();
    Semaphore ran = new Semaphore(0);
    ScheduledFuture<?> future =
        jobs.observe(pool, "poll")
            .scheduleAtFixedRate(() -> failFirst(runs, ran), 0, 2, TimeUnit.MILLISECONDS);
    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);
    ended();
    assertThat(jobs.control().orders("poll"))
        .containsExactlyInAnyOrder(
            JobControl.Order.RUN, JobControl.Order.INTERRUPT, JobControl.Order.SCHEDULE);

    jobs.control().schedule("poll");
    ran.acquire(3);
    ended();

    assertThat(future.isDone()).isFalse();
    assertThat(snapshot().silencedBy()).isNull();
    assertThat(snapshot().lastSuccess()).isNotNull();
    assertThat(future.cancel(false)).isTrue();
    pool.submit(() -> {}).get();
    ran.drainPermits();
    assertThat(ran.tryAcquire(30, TimeUnit.MILLISECONDS)).isFalse();
    assertThatThrownBy(() -> jobs.control().schedule("poll")).hasMessageContaining("poll");
  }

  private static void failFirst(AtomicInteger runs, Semaphore ran) {
    if (runs.incrementAndGet() == 1) {
      throw new IllegalStateException("first");
    }
    ran.release();
  }

  @Test
  void aTaskThatFailsAgainIsSilentAgain() {
    ScheduledFuture<?> future =
        observed().scheduleAtFixedRate(failing(), 0, 1, TimeUnit.NANOSECONDS);
    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);
    ended();
    jobs.control().schedule("poll");
    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);
    ended();

    assertThat(snapshot().silencedBy()).isNotNull();
    assertThat(snapshot().consecutiveFailures()).isEqualTo(2);
  }

  @Test
  void aCancelledSilentTaskIsNotScheduledAgain() {
    ScheduledFuture<?> future = observed().scheduleAtFixedRate(failing(), 0, 1, TimeUnit.HOURS);
    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);
    assertThat(future.cancel(true)).isFalse();

    assertThatThrownBy(() -> jobs.control().schedule("poll"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("no periodic task that came to its end");
  }

  @Test
  void aPeriodicTaskIsRunOnceOnOrderAndStaysOnItsSchedule() throws Exception {
    Semaphore ran = new Semaphore(0);
    ScheduledFuture<?> future = observed().scheduleAtFixedRate(ran::release, 1, 1, TimeUnit.HOURS);

    jobs.control().run("poll", "r1");
    ran.acquire();
    open.get(0).submit(() -> {}).get();

    assertThat(ended()).extracting(JobRun::trigger).containsExactly(RunTrigger.HEALING);
    assertThat(future.isDone()).isFalse();
    assertThat(snapshot().definition().runner()).isEqualTo("executor");
  }

  @Test
  void aTaskThatIsRunOnOrderNeverOverlapsWithItself() throws Exception {
    ScheduledThreadPoolExecutor pool = pool();
    pool.setCorePoolSize(3);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Semaphore ran = new Semaphore(0);
    jobs.observe(pool, "poll")
        .scheduleAtFixedRate(
            () -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.yield();
              inside.decrementAndGet();
              ran.release();
            },
            0,
            50,
            TimeUnit.MICROSECONDS);
    for (int i = 0; i < 200; i++) {
      jobs.control().run("poll", "r1");
    }
    ran.acquire(300);

    assertThat(most.get()).isEqualTo(1);
  }

  @Test
  void aNamedTaskIsRunAgainOnOrder() throws Exception {
    ScheduledExecutorService scheduler = observed();
    AtomicInteger runs = new AtomicInteger();
    scheduler.submit(Jobs.named("import", () -> runs.incrementAndGet())).get();
    assertThat(jobs.control().orders("import")).contains(JobControl.Order.RUN);

    jobs.control().run("import", "r1");
    scheduler.submit(() -> {}).get();

    assertThat(runs.get()).isEqualTo(2);
    assertThat(ended())
        .filteredOn(run -> run.jobId().equals("import"))
        .extracting(JobRun::trigger)
        .containsExactly(RunTrigger.MANUAL, RunTrigger.HEALING);
  }

  @Test
  void whatCannotBeOrderedIsRefusedWithTheMend() {
    assertThatThrownBy(() -> jobs.control().run("unknown", "r1"))
        .hasMessageContaining("Healing.named");
    assertThatThrownBy(() -> jobs.control().schedule("unknown"))
        .isInstanceOf(HealingException.class);
    assertThatThrownBy(() -> jobs.control().interrupt("unknown", 1))
        .isInstanceOf(HealingException.class);
    ScheduledExecutorService scheduler = observed();
    scheduler.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
    scheduler.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
    assertThatThrownBy(() -> jobs.control().run("poll", "r1")).hasMessageContaining("2 tasks");
    assertThat(jobs.control().orders("poll")).doesNotContain(JobControl.Order.RUN);
  }

  @Test
  void aDefinitionThatNamesItsRunnerKeepsIt() {
    observed().scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
    jobs.define(JobDefinition.of("poll").withRunner("quartz"), List.of());
    assertThat(snapshot().definition().runner()).isEqualTo("quartz");

    jobs.define(JobDefinition.of("poll"), List.of());
    assertThat(snapshot().definition().runner()).isEqualTo("executor");
  }

  @Test
  void aHostThatNamesEveryTaskAnewDoesNotHaveThemAllKept() {
    ScheduledExecutorService scheduler = observed();
    for (int i = 0; i <= KnownTasks.MOST; i++) {
      scheduler.execute(Jobs.named("order-" + i, () -> {}));
    }
    assertThat(jobs.control().orders("order-0")).doesNotContain(JobControl.Order.RUN);
    assertThatThrownBy(() -> jobs.control().run("order-0", "r1")).hasMessageContaining("order-0");
    assertThat(jobs.control().orders("order-1")).contains(JobControl.Order.RUN);
    assertThat(jobs.control().orders("order-" + KnownTasks.MOST)).contains(JobControl.Order.RUN);

    scheduler.execute(Jobs.named("order-0", () -> {}));
    assertThat(jobs.control().orders("order-0")).contains(JobControl.Order.RUN);
  }
}
