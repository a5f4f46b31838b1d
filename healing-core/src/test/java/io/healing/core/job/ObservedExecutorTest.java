package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.healing.api.job.JobRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each behaviour is seen on a bare executor first and must then be the same on an observed one. */
class ObservedExecutorTest extends ObservedExecutors {
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

  @Test
  void theContextClassLoaderOfTheThreadIsLeftAlone() throws Exception {
    same(
        executor -> {
          ClassLoader own = new ClassLoader() {};
          executor.submit(() -> Thread.currentThread().setContextClassLoader(own)).get();
          return executor.submit(() -> Thread.currentThread().getContextClassLoader() == own).get();
        });
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
}
