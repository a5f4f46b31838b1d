package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.store.ActionEntry;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A repair of a periodic task does not take it off its schedule. */
@Timeout(60)
class PeriodicTaskTest {
  private static final String JOB = "rates";

  @TempDir Path home;

  private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch second = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch goingOn = new CountDownLatch(5);
  private final AtomicBoolean first = new AtomicBoolean(true);

  @AfterEach
  void closeThePool() {
    pool.shutdownNow();
  }

  private void work() {
    try {
      if (first.compareAndSet(true, false)) {
        hanging.countDown();
        new CountDownLatch(1).await();
      }
      second.countDown();
      released.await();
      goingOn.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JobConfig job() {
    return JobConfig.of(JobDefinition.of(JOB).withMaxDuration(Duration.ofMinutes(1)))
        .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
  }

  @Test
  void anInterruptedRunLeavesTheTaskOnItsSchedule() throws InterruptedException {
    try (SqliteHealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing manual = Healing.builder().store(store).job(job()).manual(House.NOON)) {
      ScheduledExecutorService watched = manual.healing().observe(pool, JOB);
      ScheduledFuture<?> held =
          watched.scheduleAtFixedRate(this::work, 0, 5, TimeUnit.MILLISECONDS);
      hanging.await();
      for (int i = 0; i < 20 && manual.healing().admin().actions().isEmpty(); i++) {
        manual.tick(Duration.ofSeconds(31));
      }

      second.await();
      manual.tick(Duration.ofSeconds(31));
      released.countDown();
      goingOn.await();
      for (int i = 0; i < 4; i++) {
        manual.tick(Duration.ofSeconds(31));
      }

      assertThat(held.isDone()).isFalse();
      assertThat(manual.healing().admin().actions()).singleElement().satisfies(this::helped);
      ActionEntry done = manual.healing().admin().actions().get(0);
      assertThat(manual.healing().admin().show("s" + done.row().suggestionId()))
          .contains("Interrupt the run of rates", "it stays on its schedule");
      assertThat(manual.healing().admin().incidents())
          .noneMatch(incident -> incident.findingId().equals("job.silenced"));
    }
  }

  private void helped(ActionEntry entry) {
    assertThat(entry.row().actionType()).isEqualTo("restart_job");
    assertThat(entry.detail().verification().state()).isEqualTo(VerificationState.VERIFIED);
  }
}
