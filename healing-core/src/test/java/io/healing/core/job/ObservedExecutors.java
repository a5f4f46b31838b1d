package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.healing.api.job.JobRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** Executors to be seen bare and observed. */
abstract class ObservedExecutors {
  final HeldTime time = new HeldTime("2026-03-01T10:00:00Z");
  final Jobs jobs = time.jobs(1024);
  final List<ExecutorService> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws InterruptedException {
    for (ExecutorService executor : open) {
      executor.shutdownNow();
      assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  ThreadPoolExecutor pool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    open.add(pool);
    return pool;
  }

  /** What a test saw on a bare and on an observed executor. */
  <T> void same(Experiment<T> experiment) throws Exception {
    T bare = experiment.on(pool());
    T observed = experiment.on(jobs.observe(pool(), "work"));
    assertThat(observed).isEqualTo(bare);
  }

  interface Experiment<T> {
    T on(ExecutorService executor) throws Exception;
  }

  static Class<?> thrown(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    return catchThrowable(work).getClass();
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void finishAll() throws InterruptedException {
    for (ExecutorService executor : open) {
      executor.shutdown();
      assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  List<JobRun> ended() {
    return jobs.drain(time.instant()).ended();
  }
}
