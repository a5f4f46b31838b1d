package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A fork-join pool, seen as an executor. */
@Timeout(60)
class ObservedForksTest extends ObservedExecutors {

  private ForkJoinPool forks(boolean asyncMode) {
    ForkJoinPool pool =
        new ForkJoinPool(1, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, asyncMode);
    open.add(pool);
    return pool;
  }

  private static final class Sum extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1;
    private final int from;
    private final int to;

    Sum(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    protected Integer compute() {
      if (from == to) {
        return from;
      }
      Sum left = new Sum(from, (from + to) / 2);
      left.fork();
      return new Sum((from + to) / 2 + 1, to).compute() + left.join();
    }
  }

  @Test
  void aTaskFromOutsideIsARunAndItsForksAreNot() throws Exception {
    ExecutorService observed = jobs.observe(forks(false), "sum");

    assertThat(observed.submit(() -> new Sum(1, 100).invoke()).get()).isEqualTo(5050);

    finishAll();
    assertThat(ended())
        .extracting(JobRun::jobId, JobRun::outcome)
        .containsExactly(org.assertj.core.api.Assertions.tuple("sum", RunOutcome.SUCCESS));
  }

  @Test
  void everyWayToSubmitGivesTheFuturesOfThePool() throws Exception {
    for (ExecutorService executor : List.of(forks(false), jobs.observe(forks(false), "work"))) {
      assertThat(executor.submit(() -> 3)).isInstanceOf(ForkJoinTask.class);
      assertThat(executor.submit(() -> {})).isInstanceOf(ForkJoinTask.class);
      Future<String> given = executor.submit(() -> {}, "done");
      assertThat(given).isInstanceOf(ForkJoinTask.class);
      assertThat(given.get()).isEqualTo("done");
      List<Future<Integer>> all = executor.invokeAll(List.of(() -> 1, () -> 2));
      assertThat(all).allSatisfy(one -> assertThat(one).isInstanceOf(ForkJoinTask.class));
      int any = executor.invokeAny(List.of(() -> 7));
      assertThat(any).isEqualTo(7);
    }
  }

  @Test
  void aTaskOfThePoolsOwnKindStaysItsOwnFuture() throws Exception {
    for (ExecutorService executor : List.of(forks(false), jobs.observe(forks(false), "work"))) {
      IllegalStateException failure = new IllegalStateException("broken");
      ForkJoinTask<?> good = ForkJoinTask.adapt(() -> {});
      ForkJoinTask<?> bad =
          ForkJoinTask.adapt(
              (Runnable)
                  () -> {
                    throw failure;
                  });
      assertThat(executor.submit((Runnable) good)).isSameAs(good);
      executor.execute((Runnable) bad);
      assertThat(good.get()).isNull();
      assertThatThrownBy(bad::get).isInstanceOf(ExecutionException.class);
    }
    finishAll();
    assertThat(ended())
        .extracting(JobRun::outcome)
        .containsExactly(RunOutcome.SUCCESS, RunOutcome.FAILURE);
  }

  @Test
  void aTaskOfThePoolsOwnKindIsCancelledWithThePool() throws Exception {
    for (int i = 0; i < 2; i++) {
      ForkJoinPool pool = forks(false);
      ExecutorService executor = i == 0 ? pool : jobs.observe(pool, "work");
      CountDownLatch began = new CountDownLatch(1);
      CountDownLatch never = new CountDownLatch(1);
      executor.execute(
          () -> {
            began.countDown();
            awaitQuietly(never);
          });
      began.await();
      ForkJoinTask<?> waiting = ForkJoinTask.adapt(() -> {});
      executor.submit((Runnable) waiting);
      executor.shutdownNow();
      assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      assertThat(waiting.isCancelled()).isTrue();
    }
  }

  @Test
  void aCancelledTaskOfThePoolsOwnKindIsNoRun() throws Exception {
    ExecutorService observed = jobs.observe(forks(false), "work");
    ForkJoinTask<?> task = ForkJoinTask.adapt(() -> {});
    task.cancel(false);
    observed.execute((Runnable) task);

    finishAll();
    assertThat(ended()).isEmpty();
  }

  @Test
  void inAsyncModeTheOrderIsThatOfTheBarePool() throws Exception {
    List<Integer> bare = order(forks(true));
    List<Integer> observed = order(jobs.observe(forks(true), "work"));

    assertThat(observed).isEqualTo(bare).containsExactly(1, 2, 3, 4);
  }

  /** What a task of the pool hands over to it from inside. */
  private static List<Integer> order(ExecutorService executor) throws Exception {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch all = new CountDownLatch(4);
    executor.execute(
        () -> {
          for (int i = 1; i <= 4; i++) {
            int number = i;
            executor.execute(
                () -> {
                  order.add(number);
                  all.countDown();
                });
          }
        });
    all.await();
    return order;
  }

  @Test
  void theCommonPoolGoesOnWhateverItIsToldAndItsTasksStayKnown() throws Exception {
    ExecutorService observed = jobs.observe(ForkJoinPool.commonPool(), "common");
    AtomicInteger runs = new AtomicInteger();
    observed.submit(Jobs.named("again", (Runnable) runs::incrementAndGet)).get();

    observed.shutdown();
    assertThat(observed.shutdownNow()).isEmpty();
    assertThat(observed.isShutdown()).isFalse();
    assertThat(observed.submit(() -> 3).get()).isEqualTo(3);

    jobs.control().run("again", "key");
    while (runs.get() < 2) {
      Thread.onSpinWait();
    }
  }
}
