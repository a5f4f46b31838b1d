package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What wrappers of executors are known to get wrong: one that lets an exception through ends a
 * schedule without a word, one that keeps it back changes what the host sees.
 */
@Timeout(60)
class WrapperSemanticsTest extends ObservedExecutors {
  private static final ThreadLocal<String> HOSTS = new ThreadLocal<>();
  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

  private ScheduledExecutorService scheduler() {
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    open.add(scheduler);
    return scheduler;
  }

  private interface Scheduling {
    ScheduledFuture<?> on(ScheduledExecutorService scheduler, Runnable task);
  }

  /** How often a task runs that throws in its second run, and what its future says. */
  private static String second(ScheduledExecutorService on, Scheduling how) throws Exception {
    AtomicInteger runs = new AtomicInteger();
    ScheduledFuture<?> future =
        how.on(
            on,
            () -> {
              if (runs.incrementAndGet() == 2) {
                throw new IllegalStateException("once");
              }
            });
    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
    on.submit(() -> {}).get();
    return runs + " runs, done " + future.isDone() + ", cancelled " + future.isCancelled();
  }

  private void endsAsInTheJdkAndIsTold(Scheduling how) throws Exception {
    String bare = second(scheduler(), how);
    String observed = second(jobs.observe(scheduler(), "sync"), how);

    assertThat(observed).isEqualTo(bare).startsWith("2 runs");
    finishAll();
    assertThat(ended())
        .extracting(JobRun::outcome)
        .startsWith(RunOutcome.SUCCESS, RunOutcome.FAILURE);
    assertThat(jobs.snapshot("sync", time.instant()).orElseThrow().silencedBy()).isNotNull();
  }

  @Test
  void anExceptionEndsAFixedRateAsWithoutTheWrapperAndIsNoSilentEnd() throws Exception {
    endsAsInTheJdkAndIsTold(
        (scheduler, task) -> scheduler.scheduleAtFixedRate(task, 0, 1, TimeUnit.MILLISECONDS));
  }

  @Test
  void anExceptionEndsAFixedDelayAsWithoutTheWrapperAndIsNoSilentEnd() throws Exception {
    endsAsInTheJdkAndIsTold(
        (scheduler, task) -> scheduler.scheduleWithFixedDelay(task, 0, 1, TimeUnit.MILLISECONDS));
  }

  @Test
  void threadLocalsOfTheHostAreLeftAlone() throws Exception {
    same(WrapperSemanticsTest::seenLocals);
  }

  private static List<String> seenLocals(ExecutorService executor) throws Exception {
    INHERITED.set("from the submitter");
    try {
      executor.submit(() -> HOSTS.set("of the first task")).get();
      return executor.submit(() -> List.of(HOSTS.get(), INHERITED.get())).get();
    } finally {
      INHERITED.remove();
    }
  }

  @Test
  void aTaskThatTheCallerRunsLeavesItsThreadAsItWas() throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new ThreadPoolExecutor.CallerRunsPolicy());
    open.add(pool);
    ExecutorService observed = jobs.observe(pool, "work");
    CountDownLatch release = new CountDownLatch(1);
    observed.execute(() -> awaitQuietly(release));
    HOSTS.set("callers");
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    jobs.observe(
        "outer",
        () -> {
          observed.execute(() -> jobs.logged(null, () -> "of the inner run"));
          jobs.logged(null, () -> "of the outer run");
        });
    release.countDown();
    finishAll();

    assertThat(HOSTS.get()).isEqualTo("callers");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
    HOSTS.remove();
    assertThat(ended())
        .extracting(JobRun::logTail)
        .containsExactlyInAnyOrder("", "of the inner run\n", "of the outer run\n");
  }

  @Test
  void aFailureThatAFutureTaskKeepsToItselfIsToldAsAFailure() throws Exception {
    ExecutorService observed = jobs.observe(pool(), "work");
    FutureTask<Integer> task =
        new FutureTask<>(
            () -> {
              throw new java.io.IOException("line cut");
            });
    observed.execute(task);
    assertThatThrownBy(task::get).hasRootCauseMessage("line cut");

    finishAll();
    JobRun run = ended().get(0);
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILURE);
    assertThat(run.error().message()).isEqualTo("line cut");
  }

  @Test
  void aFutureTaskThatItsHostCancelsIsACancelledRun() throws Exception {
    ExecutorService observed = jobs.observe(pool(), "work");
    CountDownLatch began = new CountDownLatch(1);
    FutureTask<Integer> task =
        new FutureTask<>(
            () -> {
              began.countDown();
              new CountDownLatch(1).await();
              return 1;
            });
    observed.execute(task);
    began.await();
    task.cancel(true);
    assertThatThrownBy(task::get).isInstanceOf(CancellationException.class);

    finishAll();
    assertThat(ended()).extracting(JobRun::outcome).containsExactly(RunOutcome.CANCELLED);
  }

  /** Healing's own thread is held in the middle of taking over, with the lock of the room. */
  @Test
  void aTaskWaitsForNoLockOfOurs() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Jobs held =
        time.jobs(
            64,
            text -> {
              inside.countDown();
              awaitQuietly(goOn);
              return text;
            });
    held.observe("first", () -> held.logged(null, () -> "a line to be taken over"));
    Thread taking = new Thread(() -> held.drain(time.instant()));
    taking.start();
    inside.await();
    try {
      ExecutorService observed = held.observe(pool(), "second");
      CompletableFuture<String> answer = new CompletableFuture<>();
      observed
          .submit(
              () -> {
                held.logged(null, () -> "not waited for");
                held.logged(held.mark().orElseThrow(), () -> "nor this");
                return held.observe("third", () -> answer);
              })
          .get(20, TimeUnit.SECONDS);
      answer.complete("there");
    } finally {
      goOn.countDown();
      taking.join();
    }

    assertThat(held.drain(time.instant()).ended())
        .extracting(JobRun::jobId)
        .containsExactlyInAnyOrder("second", "third");
  }
}
