package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.store.ActionEntry;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two applications on one machine have the same job and one database; one of them is killed. */
@Timeout(180)
class OrphanTest {
  private static final Duration LOOK = Duration.ofSeconds(31);
  private static final String NAME = "report";
  private static final String JOB = SpringRig.Work.class.getName() + ".work";

  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();

  /** The application that is killed: its run never ends. */
  static final class Victim {
    public static void main(String[] arguments) throws Exception {
      SpringRig rig = new SpringRig().started();
      rig.job(NAME, OrphanTest::forEver);
      try (SqliteHealingStore store = SqliteHealingStore.open(Path.of(arguments[0]));
          Healing healing =
              Healing.builder().store(store).name("victim").runner(rig.adapter()).build()) {
        healing.start();
        rig.fire(JOB);
        new CountDownLatch(1).await();
      }
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
  void aMethodThatDiedWithItsJvmIsLeftAloneWhileThatLivesAndThenRunAgainOnceAndProvenWell()
      throws Exception {
    Path database = home.resolve("healing.db");
    SpringRig rig = new SpringRig().started();
    assertThat(rig.job(NAME, runs::incrementAndGet)).isEqualTo(JOB);
    Process victim = victim(database);
    try (SqliteHealingStore store = SqliteHealingStore.open(database);
        ManualHealing healing = healing(rig, store)) {
      for (int i = 0; i < 10_000 && store.runs().since(JOB, Instant.EPOCH, 5).isEmpty(); i++) {
        assertThat(victim.isAlive()).isTrue();
        LockSupport.parkNanos(5_000_000);
      }
      looks(healing, 10);
      assertThat(actions(healing)).as("while its owner lives").isEmpty();
      victim.destroyForcibly().waitFor();
      looks(healing, 20);

      assertThat(runs).hasValue(1);
      assertThat(actions(healing)).singleElement().satisfies(done -> helped(healing, done));
    } finally {
      victim.destroyForcibly();
      rig.shutDown();
    }
  }

  private static ManualHealing healing(SpringRig rig, SqliteHealingStore store) {
    JobConfig job =
        JobConfig.of(JobDefinition.of(JOB).withMaxDuration(Duration.ofDays(1)))
            .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
    return Healing.builder().store(store).job(job).runner(rig.adapter()).manual(Instant.now());
  }

  private static void looks(ManualHealing healing, int times) {
    for (int i = 0; i < times; i++) {
      healing.tick(LOOK);
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static List<ActionEntry> actions(ManualHealing healing) {
    return healing.healing().admin().actions();
  }

  private static void helped(ManualHealing healing, ActionEntry done) {
    assertThat(done.row().actionType()).isEqualTo("restart_job");
    assertThat(done.detail().verification().state()).isEqualTo(VerificationState.VERIFIED);
    String incident = done.detail().incidentId();
    assertThat(healing.healing().incident(incident).orElseThrow().findingId())
        .isEqualTo("job.orphaned");
  }

  private static Process victim(Path database) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Victim.class.getName(),
            database.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
