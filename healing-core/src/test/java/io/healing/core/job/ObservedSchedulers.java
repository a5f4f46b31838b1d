package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Schedulers to be seen bare and observed. */
@Timeout(60)
abstract class ObservedSchedulers {
  final Jobs jobs =
      new Jobs(
          new Jobs.Settings(
              InstantSource.system(),
              System::nanoTime,
              1,
              1024,
              1024,
              1_000_000,
              text -> text,
              System.getLogger("test")));
  final List<ScheduledThreadPoolExecutor> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws InterruptedException {
    for (ScheduledExecutorService scheduler : open) {
      scheduler.shutdownNow();
      assertThat(scheduler.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  ScheduledThreadPoolExecutor pool() {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    open.add(pool);
    return pool;
  }

  ScheduledExecutorService observed() {
    return jobs.observe(pool(), "poll");
  }

  static Runnable failing() {
    return () -> {
      throw new IllegalStateException("broken");
    };
  }

  List<JobRun> ended() {
    try {
      open.get(open.size() - 1).schedule(() -> {}, 5, TimeUnit.MILLISECONDS).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return jobs.drain(InstantSource.system().instant()).ended();
  }

  JobSnapshot snapshot() {
    return jobs.snapshot("poll", InstantSource.system().instant().plus(Duration.ofSeconds(1)))
        .orElseThrow();
  }
}
