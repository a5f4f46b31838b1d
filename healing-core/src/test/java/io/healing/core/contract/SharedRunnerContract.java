package io.healing.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRunnerContract.Rig;
import io.healing.api.job.JobStanding;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two programs share a runner's store, and each has a Healing: what goes wrong is made good once.
 * An adapter for a runner whose jobs are in a store is tested by extending this beside {@link
 * HealedRunnerContract}.
 */
@Timeout(120)
public abstract class SharedRunnerContract {
  private static final Duration LOOK = Duration.ofSeconds(31);
  private static final int LOOKS = 20;
  private static final String JOB = "backup";

  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();
  private Rig here;

  /** A running runner with one adapter on it. */
  protected abstract Rig rig() throws Exception;

  /**
   * Another program with the same store, running.
   *
   * @param first what {@link #rig()} gave
   * @param job a job that the store has already
   * @param work what its runs do there
   */
  protected abstract Rig beside(Rig first, String job, Runnable work) throws Exception;

  /** A durable store in this directory; the same one again for the same directory. */
  protected abstract HealingStore store(Path directory);

  @BeforeEach
  final void start() throws Exception {
    here = rig();
  }

  @AfterEach
  final void stop() throws Exception {
    here.shutDown();
  }

  private Path directory(String name) throws Exception {
    return Files.createDirectories(home.resolve(name));
  }

  private static ManualHealing healing(Rig rig, HealingStore store, Instant from) {
    JobConfig job =
        JobConfig.of(JobDefinition.of(JOB).withStartGrace(Duration.ofMinutes(2)))
            .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
    return Healing.builder().store(store).job(job).runner(rig.adapter()).manual(from);
  }

  private static void look(ManualHealing one, ManualHealing other) {
    one.tick(LOOK);
    other.tick(LOOK);
    LockSupport.parkNanos(50_000_000);
  }

  private static List<ActionEntry> actions(ManualHealing healing) {
    return healing.healing().admin().actions();
  }

  @Test
  void twoProgramsWithADatabaseEachMakeAMissedStartGoodOnce() throws Exception {
    here.job(JOB, runs::incrementAndGet);
    Rig there = beside(here, JOB, runs::incrementAndGet);
    Instant soon = promised().minusSeconds(60);
    try (HealingStore first = store(directory("one"));
        HealingStore second = store(directory("two"));
        ManualHealing one = healing(here, first, soon);
        ManualHealing other = healing(there, second, soon)) {
      for (int i = 0; i < LOOKS; i++) {
        look(one, other);
      }

      assertThat(Stream.of(one, other).flatMap(each -> actions(each).stream())).isNotEmpty();
      assertThat(runs).hasValue(1);
    } finally {
      there.shutDown();
    }
  }

  private Instant promised() {
    List<JobStanding> all = here.adapter().standings();
    return all.stream()
        .filter(one -> one.definition().id().equals(JOB))
        .findFirst()
        .orElseThrow()
        .next();
  }

  @Test
  void twoProgramsWithOneDatabaseRunAFailedJobAgainOnce() throws Exception {
    here.job(JOB, this::failOnce);
    Rig there = beside(here, JOB, this::failOnce);
    try (HealingStore first = store(home);
        HealingStore second = store(home);
        ManualHealing one = healing(here, first, Instant.now());
        ManualHealing other = healing(there, second, Instant.now())) {
      look(one, other);
      here.fire(JOB);
      for (int i = 0; i < LOOKS; i++) {
        look(one, other);
      }

      assertThat(actions(one)).as("%s", actions(one)).hasSize(1);
      assertThat(runs).hasValue(2);
    } finally {
      there.shutDown();
    }
  }

  private void failOnce() {
    if (runs.incrementAndGet() == 1) {
      throw new UncheckedIOException(new SocketTimeoutException("Read timed out"));
    }
  }

  @Test
  void aRunOfALivingProgramIsLeftAloneByTheOtherHoweverLongItTakes() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    here.job(JOB, () -> hang(end));
    Rig there = beside(here, JOB, () -> hang(end));
    try (HealingStore first = store(home);
        HealingStore second = store(home);
        ManualHealing one = healing(here, first, Instant.now());
        ManualHealing other = healing(there, second, Instant.now())) {
      look(one, other);
      here.fire(JOB);
      for (int i = 0; i < LOOKS; i++) {
        look(one, other);
      }

      assertThat(runs).hasValue(1);
      assertThat(actions(one)).isEmpty();
      assertThat(one.healing().admin().incidents()).isEmpty();
    } finally {
      end.countDown();
      there.shutDown();
    }
  }

  private void hang(CountDownLatch end) {
    runs.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
