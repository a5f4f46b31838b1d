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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How tasks of an observed executor end: cancelled, out of time, refused, shut down. */
class ObservedExecutorEndsTest extends ObservedExecutors {
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
}
