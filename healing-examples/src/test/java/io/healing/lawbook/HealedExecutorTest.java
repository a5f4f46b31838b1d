package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import io.healing.api.store.ActionEntry;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tasks of a plain executor are healed as the jobs of a scheduler are. */
@Timeout(180)
class HealedExecutorTest {
  private static final String JOB = "backup";
  private static final Duration LOOK = Duration.ofSeconds(31);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration GRACE = Duration.ofMinutes(2);

  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();
  private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(2);
  private SqliteHealingStore store;

  @BeforeEach
  void open() {
    store = SqliteHealingStore.open(database(home));
  }

  @AfterEach
  void close() {
    pool.shutdownNow();
    store.close();
  }

  private static Path database(Path home) {
    return home.resolve("healing.db");
  }

  private static JobDefinition job() {
    return JobDefinition.of(JOB).withMaxDuration(LONGEST).withStartGrace(GRACE);
  }

  private ManualHealing healing(JobDefinition job) {
    return Healing.builder()
        .store(store)
        .job(JobConfig.of(job).withSelfHealing(SelfHealingConfig.defaults().withEnabled(true)))
        .manual(Instant.now());
  }

  private static List<ActionEntry> actions(ManualHealing healing) {
    return healing.healing().admin().actions();
  }

  private static boolean verified(ManualHealing healing) {
    return actions(healing).stream()
        .anyMatch(a -> a.detail().verification().state() == VerificationState.VERIFIED);
  }

  /** Looks again and again; the executor does meanwhile what it does in its own time. */
  private static void until(ManualHealing healing, BooleanSupplier happened) {
    for (int i = 0; i < 60 && !happened.getAsBoolean(); i++) {
      healing.tick(LOOK);
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(happened.getAsBoolean()).as("%s", actions(healing)).isTrue();
  }

  /** The one thing that was done, for what, seen within its grace and a few looks. */
  private static void mended(ManualHealing healing, String finding, Instant since, Duration grace) {
    assertThat(actions(healing))
        .singleElement()
        .satisfies(done -> assertThat(done.row().actionType()).isEqualTo("restart_job"));
    String id = actions(healing).get(0).detail().incidentId();
    var incident = healing.healing().incident(id).orElseThrow();
    assertThat(incident.findingId()).isEqualTo(finding);
    assertThat(incident.detectedAt())
        .isBetween(since.plus(grace), since.plus(grace).plus(LOOK.multipliedBy(3)));
    assertThat(healing.healing().diagnosis(id)).isPresent();
  }

  @Test
  void aTaskWhoseServiceTimedOutIsRunAgainAndProvenWell() {
    try (ManualHealing healing = healing(job())) {
      Instant begun = healing.now();
      Future<?> first =
          healing.healing().observe(pool, "others").submit(Healing.named(JOB, this::failOnce));
      until(healing, first::isDone);

      until(healing, () -> runs.get() == 2 && verified(healing));

      mended(healing, "job.failed", begun, Duration.ZERO);
    }
  }

  private void failOnce() {
    if (runs.incrementAndGet() == 1) {
      throw new UncheckedIOException(new SocketTimeoutException("Read timed out"));
    }
  }

  @Test
  void aTaskThatHangsIsInterruptedAndRunAgain() {
    try (ManualHealing healing = healing(job())) {
      Instant begun = healing.now();
      Future<?> first =
          healing.healing().observe(pool, "others").submit(Healing.named(JOB, this::hangOnce));

      until(healing, () -> runs.get() == 2 && verified(healing));

      assertThat(first.isDone()).isTrue();
      mended(healing, "job.overdue", begun, LONGEST);
    }
  }

  private void hangOnce() {
    if (runs.incrementAndGet() == 1) {
      forEver();
    }
  }

  /** What the run before took is not held against the next one. */
  @Test
  void theRunThatIsOrderedAfterAnInterruptHasItsWholeTimeAgain() {
    CountDownLatch end = new CountDownLatch(1);
    try (ManualHealing healing = healing(job())) {
      Future<?> unused =
          healing
              .healing()
              .observe(pool, "others")
              .submit(Healing.named(JOB, () -> hangOnceAndThenUntil(end)));
      until(healing, () -> runs.get() == 2);
      for (int i = 0; i < 17; i++) {
        healing.tick(LOOK);
      }
      assertThat(actions(healing)).as("after 9 of its 10 minutes").hasSize(1);

      end.countDown();
      until(healing, () -> verified(healing));
      assertThat(runs).hasValue(2);
    }
  }

  private void hangOnceAndThenUntil(CountDownLatch end) {
    hangOnce();
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void forEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Test
  void aPeriodicTaskThatEndsSilentlyIsPutOnItsScheduleAgainAndProvenWell() {
    try (ManualHealing healing = healing(job())) {
      Instant begun = healing.now();
      ScheduledExecutorService watched = healing.healing().observe(pool, JOB);
      ScheduledFuture<?> future =
          watched.scheduleAtFixedRate(this::failOnce, 0, 5, TimeUnit.MILLISECONDS);
      LockSupport.parkNanos(20_000_000);

      until(healing, () -> runs.get() > 3 && verified(healing));

      assertThat(future.isDone()).isFalse();
      mended(healing, "job.silenced", begun, Duration.ZERO);
    }
  }

  @Test
  void aStartThatAFullPoolDidNotMakeIsMadeGood() {
    Duration hour = Duration.ofHours(1);
    try (ManualHealing healing = healing(job().withSchedule(JobSchedule.every(hour)))) {
      Instant begun = healing.now();
      ScheduledExecutorService watched = healing.healing().observe(pool, JOB);
      ScheduledFuture<?> unused =
          watched.scheduleAtFixedRate(runs::incrementAndGet, 1, 1, TimeUnit.HOURS);
      healing.tick(hour.minus(LOOK));
      assertThat(actions(healing)).isEmpty();

      until(healing, () -> runs.get() == 1 && verified(healing));

      mended(healing, "job.missed", begun, hour.plus(GRACE));
    }
  }

  /** The process that is killed: its run never ends. */
  static final class Victim {
    public static void main(String[] arguments) throws Exception {
      try (SqliteHealingStore store = SqliteHealingStore.open(database(Path.of(arguments[0])));
          Healing healing = Healing.builder().store(store).name("victim").build()) {
        healing.start();
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        healing.observe(pool, JOB).submit(HealedExecutorTest::forEver).get();
      }
    }
  }

  @Test
  void aTaskWhoseProcessIsKilledIsLeftAloneWhileItLivesAndRunAgainAfterwards() throws Exception {
    Process victim = victim();
    try (ManualHealing healing = healing(job().withMaxDuration(Duration.ofDays(1)))) {
      ScheduledExecutorService watched = healing.healing().observe(pool, JOB);
      ScheduledFuture<?> unused =
          watched.scheduleAtFixedRate(runs::incrementAndGet, 1, 1, TimeUnit.HOURS);
      while (store.runs().since(JOB, Instant.EPOCH, 5).isEmpty()) {
        assertThat(victim.isAlive()).isTrue();
        LockSupport.parkNanos(5_000_000);
      }
      for (int i = 0; i < 10; i++) {
        healing.tick(LOOK);
      }
      assertThat(actions(healing)).isEmpty();

      victim.destroyForcibly().waitFor();
      Instant died = healing.now();
      until(healing, () -> runs.get() == 1 && verified(healing));

      mended(healing, "job.orphaned", died, Duration.ZERO);
    } finally {
      victim.destroyForcibly();
    }
  }

  private Process victim() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Victim.class.getName(),
            home.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
