package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.healing.api.HealingException;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObservedSchedulerTest {
  private final Jobs jobs =
      new Jobs(
          new Jobs.Settings(InstantSource.system(), System::nanoTime, 1, 1024, 1024, text -> text));
  private final List<ScheduledThreadPoolExecutor> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws InterruptedException {
    for (ScheduledExecutorService scheduler : open) {
      scheduler.shutdownNow();
      assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private ScheduledThreadPoolExecutor pool() {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    open.add(pool);
    return pool;
  }

  private ScheduledExecutorService observed() {
    return jobs.observe(pool(), "poll");
  }

  private <T> void same(Experiment<T> experiment) throws Exception {
    T bare = experiment.on(pool());
    T seen = experiment.on(observed());
    assertThat(seen).isEqualTo(bare);
  }

  private interface Experiment<T> {
    T on(ScheduledExecutorService scheduler) throws Exception;
  }

  @Test
  void oneShotTasksBehaveTheSame() throws Exception {
    same(scheduler -> scheduler.schedule(() -> 42, 1, TimeUnit.MILLISECONDS).get());
    same(scheduler -> scheduler.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).get() == null);
    same(
        scheduler -> {
          ScheduledFuture<?> future = scheduler.schedule(() -> {}, 1, TimeUnit.HOURS);
          return List.of(
              future.getClass(),
              future.getDelay(TimeUnit.MINUTES) >= 58,
              future.cancel(false),
              future.isCancelled());
        });
  }

  @Test
  void wrongArgumentsAreRefusedTheSame() throws Exception {
    Runnable task = () -> {};
    same(s -> thrown(() -> s.scheduleAtFixedRate(task, 0, 0, TimeUnit.SECONDS)));
    same(s -> thrown(() -> s.scheduleAtFixedRate(null, 0, 1, TimeUnit.SECONDS)));
    same(s -> thrown(() -> s.scheduleAtFixedRate(task, 0, 1, null)));
    same(s -> thrown(() -> s.scheduleWithFixedDelay(task, 0, -1, TimeUnit.SECONDS)));
    same(s -> thrown(() -> s.scheduleWithFixedDelay(null, 0, 1, TimeUnit.SECONDS)));
    same(s -> thrown(() -> s.schedule((Runnable) null, 0, TimeUnit.SECONDS)));
    same(
        s -> {
          s.shutdown();
          return thrown(() -> s.scheduleAtFixedRate(task, 0, 1, TimeUnit.SECONDS));
        });
  }

  private static Class<?> thrown(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    return catchThrowable(work).getClass();
  }

  @Test
  void anExceptionEndsAPeriodicTaskAsInEveryJdk() throws Exception {
    same(scheduler -> endsWith(scheduler, true));
    same(scheduler -> endsWith(scheduler, false));
  }

  private static List<Object> endsWith(ScheduledExecutorService scheduler, boolean rate)
      throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Runnable third =
        () -> {
          if (runs.incrementAndGet() == 3) {
            throw new IllegalStateException("third");
          }
        };
    ScheduledFuture<?> future =
        rate
            ? scheduler.scheduleAtFixedRate(third, 0, 1, TimeUnit.MILLISECONDS)
            : scheduler.scheduleWithFixedDelay(third, 0, 1, TimeUnit.MILLISECONDS);
    Throwable thrown = catchThrowable(future::get);
    scheduler.schedule(() -> {}, 20, TimeUnit.MILLISECONDS).get();
    return List.of(
        thrown.getClass(),
        thrown.getCause().getMessage(),
        runs.get(),
        future.isDone(),
        future.isCancelled(),
        future.cancel(true));
  }

  @Test
  void aSilentEndIsToldWithItsCauseAndTheFailedRun() {
    ScheduledExecutorService scheduler = observed();
    ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(failing(), 0, 1, TimeUnit.HOURS);
    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);

    assertThat(ended()).extracting(JobRun::outcome).containsExactly(RunOutcome.FAILURE);
    assertThat(snapshot().silencedBy().line()).isEqualTo("java.lang.IllegalStateException: broken");
  }

  private static Runnable failing() {
    return () -> {
      throw new IllegalStateException("broken");
    };
  }

  @Test
  void aPeriodicTaskThatItsHostCancelsIsNotSilent() throws Exception {
    same(ObservedSchedulerTest::cancelWhileRunning);
    assertThat(ended()).extracting(JobRun::outcome).startsWith(RunOutcome.CANCELLED);
    assertThat(snapshot().silencedBy()).isNull();
    assertThat(jobs.control().orders("poll")).containsExactly(JobControl.Order.INTERRUPT);
  }

  private static List<Object> cancelWhileRunning(ScheduledExecutorService scheduler)
      throws Exception {
    Semaphore began = new Semaphore(0);
    CountDownLatch over = new CountDownLatch(1);
    ScheduledFuture<?> future =
        scheduler.scheduleAtFixedRate(() -> hang(began, over), 0, 1, TimeUnit.HOURS);
    began.acquire();
    boolean cancelled = future.cancel(true);
    over.await();
    scheduler.submit(() -> {}).get();
    return List.of(
        cancelled,
        future.isCancelled(),
        future.isDone(),
        catchThrowable(future::get).getClass() == CancellationException.class);
  }

  private static void hang(Semaphore began, CountDownLatch over) {
    began.release();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      over.countDown();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theFutureOfAPeriodicTaskIsOfTheSameKind() throws Exception {
    same(
        scheduler -> {
          ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
          ScheduledFuture<?> later = scheduler.schedule(() -> {}, 3, TimeUnit.HOURS);
          return List.of(
              future instanceof RunnableScheduledFuture<?> runnable && runnable.isPeriodic(),
              future.getDelay(TimeUnit.MINUTES) >= 58,
              future.compareTo(later) < 0,
              later.compareTo(future) > 0,
              future.isDone(),
              catchThrowable(() -> future.get(1, TimeUnit.MILLISECONDS)).getClass()
                  == TimeoutException.class);
        });
  }

  @Test
  void shutdownNowGivesTheVeryFutureBack() throws Exception {
    same(
        scheduler -> {
          Object future = scheduler.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
          Object once = scheduler.schedule(() -> {}, 3, TimeUnit.HOURS);
          List<Runnable> waiting = scheduler.shutdownNow();
          return List.of(waiting.contains(future), waiting.contains(once), waiting.size());
        });
  }

  @Test
  void theFutureCanBeRemovedFromItsSchedulersQueue() {
    ScheduledThreadPoolExecutor pool = pool();
    ScheduledFuture<?> future =
        jobs.observe(pool, "poll").scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);

    assertThat(pool.remove((Runnable) future)).isTrue();
    assertThat(pool.getQueue()).isEmpty();
  }

  @Test
  void shutdownEndsPeriodicTasksWithoutSilence() throws Exception {
    ScheduledExecutorService scheduler = observed();
    Semaphore ran = new Semaphore(0);
    scheduler.scheduleAtFixedRate(ran::release, 0, 1, TimeUnit.MILLISECONDS);
    ran.acquire(2);
    scheduler.shutdown();
    assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    jobs.drain(InstantSource.system().instant());

    assertThat(snapshot().silencedBy()).isNull();
    assertThatThrownBy(() -> jobs.control().schedule("poll")).isInstanceOf(HealingException.class);
  }

  @Test
  void aTaskThatDiesOfShutdownNowIsNotSilent() throws Exception {
    ScheduledExecutorService scheduler = observed();
    Semaphore began = new Semaphore(0);
    CountDownLatch over = new CountDownLatch(1);
    scheduler.scheduleAtFixedRate(() -> hang(began, over), 0, 1, TimeUnit.HOURS);
    began.acquire();
    scheduler.shutdownNow();
    assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

    assertThat(jobs.drain(InstantSource.system().instant()).ended())
        .extracting(JobRun::outcome)
        .containsExactly(RunOutcome.CANCELLED);
    assertThat(snapshot().silencedBy()).isNull();
  }

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
    assertThat(jobs.control().orders("poll")).containsExactlyInAnyOrder(JobControl.Order.values());

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

    jobs.control().run("poll");
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
      jobs.control().run("poll");
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

    jobs.control().run("import");
    scheduler.submit(() -> {}).get();

    assertThat(runs.get()).isEqualTo(2);
    assertThat(ended())
        .filteredOn(run -> run.jobId().equals("import"))
        .extracting(JobRun::trigger)
        .containsExactly(RunTrigger.MANUAL, RunTrigger.HEALING);
  }

  @Test
  void whatCannotBeOrderedIsRefusedWithTheMend() {
    assertThatThrownBy(() -> jobs.control().run("unknown")).hasMessageContaining("Jobs.named");
    assertThatThrownBy(() -> jobs.control().schedule("unknown"))
        .isInstanceOf(HealingException.class);
    assertThatThrownBy(() -> jobs.control().interrupt("unknown", 1))
        .isInstanceOf(HealingException.class);
    ScheduledExecutorService scheduler = observed();
    scheduler.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
    scheduler.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
    assertThatThrownBy(() -> jobs.control().run("poll")).hasMessageContaining("2 tasks");
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
  void aSchedulerHandedOverAsAnExecutorStaysAScheduler() {
    assertThat(jobs.observe((java.util.concurrent.ExecutorService) pool(), "poll"))
        .isInstanceOf(ScheduledExecutorService.class);
  }

  private List<JobRun> ended() {
    try {
      open.get(open.size() - 1).schedule(() -> {}, 5, TimeUnit.MILLISECONDS).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return jobs.drain(InstantSource.system().instant()).ended();
  }

  private JobSnapshot snapshot() {
    return jobs.snapshot("poll", InstantSource.system().instant().plus(Duration.ofSeconds(1)))
        .orElseThrow();
  }
}
