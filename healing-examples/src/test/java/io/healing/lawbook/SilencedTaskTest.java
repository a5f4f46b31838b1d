package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.VerificationState;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.store.ActionEntry;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A periodic task that an exception ended is put on its schedule when its cause was mended. */
@Timeout(60)
class SilencedTaskTest {
  private static final String JOB = "export";
  private static final Duration LOOK = Duration.ofSeconds(31);

  @TempDir Path home;

  private final AtomicInteger good = new AtomicInteger();
  private final AtomicInteger bad = new AtomicInteger();
  private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);

  @AfterEach
  void closeThePool() {
    pool.shutdownNow();
  }

  private Path directory() {
    return home.resolve("exp").resolve("out");
  }

  private void export() {
    try {
      Files.writeString(directory().resolve("x.txt"), "x");
      good.incrementAndGet();
    } catch (IOException e) {
      bad.incrementAndGet();
      throw new UncheckedIOException(e);
    }
  }

  private JobConfig job() {
    SelfHealingConfig own = SelfHealingConfig.defaults().withEnabled(true);
    return JobConfig.of(JobDefinition.of(JOB).withFiles(List.of(Path.of("exp/out"))))
        .withSelfHealing(
            own.withRemediation(
                own.remediation().withAllowedActions(List.of("restart_job", "create_directory"))));
  }

  private static void until(ManualHealing manual, BooleanSupplier happened) {
    for (int i = 0; i < 20 && !happened.getAsBoolean(); i++) {
      manual.tick(LOOK);
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(happened.getAsBoolean())
        .as("%s", manual.healing().admin().why(JOB) + manual.healing().admin().actions())
        .isTrue();
  }

  private static boolean proven(ActionEntry entry) {
    return entry.detail().verification().state() == VerificationState.VERIFIED;
  }

  @Test
  void theDirectoryIsMadeFirstAndThenTheTaskIsPutOnItsScheduleAtOnce() throws IOException {
    Files.createDirectories(directory());
    try (SqliteHealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing manual =
            Healing.builder()
                .store(store)
                .config(HealingConfig.defaults(home))
                .job(job())
                .manual(House.NOON)) {
      ScheduledExecutorService watched = manual.healing().observe(pool, "others");
      ScheduledFuture<?> held =
          watched.scheduleWithFixedDelay(
              Healing.named(JOB, this::export), 0, 5, TimeUnit.MILLISECONDS);
      until(manual, () -> good.get() > 3);

      Path away = home.resolve("exp").resolve("away");
      Files.move(directory(), away);
      while (bad.get() == 0) {
        LockSupport.parkNanos(1_000_000);
      }
      LockSupport.parkNanos(50_000_000);
      int before = good.get();
      until(manual, () -> good.get() > before + 3);
      until(
          manual,
          () -> manual.healing().admin().actions().stream().allMatch(SilencedTaskTest::proven));

      assertThat(bad).as("no blind start").hasValue(1);
      assertThat(held.isDone()).isFalse();
      assertThat(manual.healing().admin().actions())
          .hasSize(2)
          .allMatch(SilencedTaskTest::proven)
          .extracting(entry -> entry.row().actionType())
          .containsExactlyInAnyOrder("create_directory", "restart_job");
    }
  }
}
