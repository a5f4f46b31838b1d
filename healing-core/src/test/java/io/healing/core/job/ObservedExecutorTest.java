package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each behaviour is seen on a bare executor first and must then be the same on an observed one. */
class ObservedExecutorTest {
  private final HeldTime time = new HeldTime("2026-03-01T10:00:00Z");
  private final Jobs jobs = time.jobs(1024);
  private final List<ExecutorService> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws InterruptedException {
    for (ExecutorService executor : open) {
      executor.shutdownNow();
      assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private ThreadPoolExecutor pool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    open.add(pool);
    return pool;
  }

  /** What a test saw on a bare and on an observed executor. */
  private <T> void same(Experiment<T> experiment) throws Exception {
    T bare = experiment.on(pool());
    T observed = experiment.on(jobs.observe(pool(), "work"));
    assertThat(observed).isEqualTo(bare);
  }

  private interface Experiment<T> {
    T on(ExecutorService executor) throws Exception;
  }

  @Test
  void resultsOfEveryWayToSubmitAreTheSame() throws Exception {
    same(executor -> executor.submit(() -> 42).get());
    same(executor -> executor.submit((Runnable) () -> {}).get() == null);
    same(executor -> executor.submit(() -> {}, "done").get());
    same(executor -> executor.invokeAny(List.of(() -> 7)));
    same(executor -> executor.invokeAny(List.of(() -> 7), 10, TimeUnit.SECONDS));
    same(executor -> values(executor.invokeAll(List.of(() -> 1, () -> 2, () -> 3))));
    same(executor -> values(executor.invokeAll(List.of(() -> 1, () -> 2), 10, TimeUnit.SECONDS)));
    same(
        executor -> {
          FutureTask<Integer> task = new FutureTask<>(() -> 5);
          executor.execute(task);
          return task.get();
        });
  }

  private static List<Integer> values(List<Future<Integer>> futures) throws Exception {
    List<Integer> values = new ArrayList<>();
    for (Future<Integer> future : futures) {
      values.add(future.get());
    }
    return values;
  }

  @Test
  void failuresOfEveryWayToSubmitAreTheSame() throws Exception {
    IllegalStateException failure = new IllegalStateException("broken");
    Callable<Integer> bad =
        () -> {
          throw failure;
        };
    same(executor -> catchThrowable(() -> executor.submit(bad).get()).getCause());
    same(executor -> catchThrowable(() -> executor.invokeAny(List.of(bad))).getCause());
    same(
        executor -> catchThrowable(() -> executor.invokeAll(List.of(bad)).get(0).get()).getCause());
    same(executor -> thrown(() -> executor.submit((Runnable) null)));
    same(executor -> thrown(() -> executor.submit((Callable<String>) null)));
    same(executor -> thrown(() -> executor.execute(null)));
    same(executor -> thrown(() -> executor.invokeAll(null)));
    same(executor -> thrown(() -> executor.invokeAll(java.util.Arrays.asList(bad, null))));
    same(executor -> thrown(() -> executor.invokeAny(null)));
    same(executor -> thrown(() -> executor.invokeAny(List.of())));
  }

  private static Class<?> thrown(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    return catchThrowable(work).getClass();
  }

  @Test
  void invokeAnyThatRunsOutOfTimeInterruptsItsTasks() throws Exception {
    same(
        executor -> {
          CountDownLatch interrupted = new CountDownLatch(1);
          Callable<Integer> slow = () -> hang(interrupted);
          assertThatThrownBy(() -> executor.invokeAny(List.of(slow), 50, TimeUnit.MILLISECONDS))
              .isInstanceOf(TimeoutException.class);
          return interrupted.await(10, TimeUnit.SECONDS);
        });
  }

  @Test
  void invokeAllThatRunsOutOfTimeCancelsItsTasks() throws Exception {
    same(
        executor -> {
          CountDownLatch interrupted = new CountDownLatch(1);
          Callable<Integer> slow = () -> hang(interrupted);
          Future<Integer> future =
              executor.invokeAll(List.of(slow), 50, TimeUnit.MILLISECONDS).get(0);
          return List.of(future.isCancelled(), interrupted.await(10, TimeUnit.SECONDS));
        });
  }

  private static int hang(CountDownLatch interrupted) throws InterruptedException {
    try {
      new CountDownLatch(1).await();
      return 1;
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }

  @Test
  void aCancelledFutureInterruptsItsTaskAndIsARunStoppedOnPurpose() throws Exception {
    same(
        executor -> {
          CountDownLatch began = new CountDownLatch(1);
          CountDownLatch interrupted = new CountDownLatch(1);
          Future<Integer> future =
              executor.submit(
                  () -> {
                    began.countDown();
                    return hang(interrupted);
                  });
          began.await();
          boolean cancelled = future.cancel(true);
          return List.of(
              cancelled,
              interrupted.await(10, TimeUnit.SECONDS),
              future.isCancelled(),
              future.getClass().getName());
        });
    finishAll();
    assertThat(ended()).extracting(JobRun::outcome).containsExactly(RunOutcome.CANCELLED);
  }

  @Test
  void shutdownNowGivesTheHostsOwnRunnablesBack() throws Exception {
    Runnable mine = () -> {};
    same(
        executor -> {
          CountDownLatch interrupted = new CountDownLatch(1);
          CountDownLatch began = new CountDownLatch(1);
          executor.execute(
              () -> {
                began.countDown();
                assertThatThrownBy(() -> hang(interrupted))
                    .isInstanceOf(InterruptedException.class);
              });
          began.await();
          executor.execute(mine);
          executor.execute(Jobs.named("other", mine));
          Future<?> future = executor.submit(mine);
          List<Runnable> waiting = executor.shutdownNow();
          return List.of(
              waiting.get(0) == mine,
              waiting.get(1).equals(Jobs.named("other", mine)),
              waiting.get(2) == future,
              executor.isShutdown(),
              interrupted.await(10, TimeUnit.SECONDS),
              executor.awaitTermination(10, TimeUnit.SECONDS),
              executor.isTerminated());
        });
  }

  @Test
  void aFullAndAClosedExecutorRefuseInTheSameWords() throws Exception {
    Runnable named =
        new Runnable() {
          @Override
          public void run() {}

          @Override
          public String toString() {
            return "my task";
          }
        };
    Function<ExecutorService, String> refusal =
        executor -> {
          executor.shutdown();
          return catchThrowable(() -> executor.execute(named))
              .getMessage()
              .replaceAll("ThreadPoolExecutor@[0-9a-f]+", "pool");
        };
    same(executor -> thrown(() -> refuse(executor, named)));
    same(refusal::apply);
  }

  private static void refuse(ExecutorService executor, Runnable task) {
    executor.shutdown();
    executor.submit(task);
  }

  @Test
  void aHandlerOfTheHostKeepsItsSay() throws Exception {
    ThreadPoolExecutor.CallerRunsPolicy callerRuns = new ThreadPoolExecutor.CallerRunsPolicy();
    ThreadPoolExecutor busy =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), callerRuns);
    open.add(busy);
    CountDownLatch release = new CountDownLatch(1);
    ExecutorService observed = jobs.observe(busy, "work");
    observed.execute(() -> awaitQuietly(release));
    observed.execute(() -> {});
    List<Thread> ran = new ArrayList<>();
    observed.execute(() -> ran.add(Thread.currentThread()));
    release.countDown();

    assertThat(ran).containsExactly(Thread.currentThread());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theContextClassLoaderOfTheThreadIsLeftAlone() throws Exception {
    same(
        executor -> {
          ClassLoader own = new ClassLoader() {};
          executor.submit(() -> Thread.currentThread().setContextClassLoader(own)).get();
          return executor.submit(() -> Thread.currentThread().getContextClassLoader() == own).get();
        });
  }

  @Test
  void anUncaughtExceptionReachesTheThreadsHandler() throws Exception {
    List<Throwable> uncaught = new ArrayList<>();
    CountDownLatch seen = new CountDownLatch(1);
    ThreadPoolExecutor pool = pool();
    pool.setThreadFactory(
        task -> {
          Thread thread = new Thread(task);
          thread.setUncaughtExceptionHandler(
              (where, failure) -> {
                uncaught.add(failure);
                seen.countDown();
              });
          return thread;
        });
    Error failure = new AssertionError("no");
    jobs.observe(pool, "work")
        .execute(
            () -> {
              throw failure;
            });
    assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(uncaught).containsExactly(failure);
  }

  private record Ranked(int rank, List<Integer> order) implements Runnable, Comparable<Ranked> {
    @Override
    public void run() {
      order.add(rank);
    }

    @Override
    public int compareTo(Ranked other) {
      return Integer.compare(rank, other.rank);
    }
  }

  @Test
  void tasksThatTheQueueOrdersAreStillOrdered() throws Exception {
    same(
        ignored -> {
          ThreadPoolExecutor pool =
              new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>());
          open.add(pool);
          return ordered(pool);
        });
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>());
    open.add(pool);
    assertThat(ordered(jobs.observe(pool, "work"))).containsExactly(1, 2, 3);
  }

  private static List<Integer> ordered(ExecutorService executor) throws InterruptedException {
    List<Integer> order = new ArrayList<>();
    CountDownLatch release = new CountDownLatch(1);
    executor.execute(new FirstTask(release));
    for (int rank : List.of(3, 1, 2)) {
      executor.execute(new Ranked(rank, order));
    }
    release.countDown();
    executor.shutdown();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    return order;
  }

  private record FirstTask(CountDownLatch release) implements Runnable {
    @Override
    public void run() {
      awaitQuietly(release);
    }
  }

  @Test
  void aForkJoinPoolWorksToo() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    open.add(pool);
    ExecutorService observed = jobs.observe(pool, "work");

    assertThat(observed.submit(() -> 3).get()).isEqualTo(3);
    observed.shutdown();
    assertThat(observed.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aTaskWithANameIsItsOwnJob() throws Exception {
    ExecutorService observed = jobs.observe(pool(), "work");
    observed.submit(Jobs.named("cleanup", () -> {})).get();
    observed.submit(Jobs.named("count", () -> 5)).get();
    observed.submit(() -> 1).get();

    finishAll();
    assertThat(ended()).extracting(JobRun::jobId).containsExactly("cleanup", "count", "work");
  }

  @Test
  void aTaskThatIsRefusedOrNeverBegunIsNoRun() throws Exception {
    ThreadPoolExecutor pool = pool();
    ExecutorService observed = jobs.observe(pool, "work");
    CountDownLatch release = new CountDownLatch(1);
    observed.execute(() -> awaitQuietly(release));
    Future<Integer> never = observed.submit(() -> 1);
    never.cancel(false);
    release.countDown();
    finishAll();
    assertThatThrownBy(() -> observed.submit(() -> 2))
        .isInstanceOf(RejectedExecutionException.class);

    assertThat(ended()).hasSize(1);
  }

  @Test
  void namesThatCannotBeJobsAreRefusedAtOnce() {
    assertThatThrownBy(() -> jobs.observe(Executors.newCachedThreadPool(), "@x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Jobs.named(" ", () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFailedRunKeepsItsExecutionException() throws Exception {
    ExecutorService observed = jobs.observe(pool(), "work");
    Future<Integer> future =
        observed.submit(
            () -> {
              throw new java.io.IOException("line cut");
            });
    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("line cut");

    finishAll();
    assertThat(ended().get(0).error().message()).isEqualTo("line cut");
  }

  private void finishAll() throws InterruptedException {
    for (ExecutorService executor : open) {
      executor.shutdown();
      assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private List<JobRun> ended() {
    return jobs.drain(time.instant()).ended();
  }
}
