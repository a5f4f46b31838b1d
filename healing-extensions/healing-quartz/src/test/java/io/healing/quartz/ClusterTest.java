package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.JobKey;

/** Instances of one cluster, some of them in JVMs of their own that are killed. */
@Timeout(180)
class ClusterTest {
  private static final Duration LOOK = Duration.ofSeconds(31);

  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();
  private final String cluster = "cluster-" + System.nanoTime();

  private QuartzRig instance(String name) throws Exception {
    return QuartzRig.instance(cluster, name);
  }

  @Test
  void aTriggerThatAKilledInstanceLeftAcquiredIsFoundProposedMendedAndFiresAgain()
      throws Exception {
    QuartzRig here = instance("here");
    here.job("report", runs::incrementAndGet);
    here.startIn("report", Duration.ofSeconds(20));
    try (RowScene scene = RowScene.of(here, home, "report");
        Node other = Node.start(cluster, "other", "report")) {
      Node.until(() -> scene.ask("trigger_state", "report").equals("ACQUIRED"));
      other.kill();
      scene.until(() -> !scene.open("quartz.fired_by_dead").isEmpty());
      RowScene.database()
          .execute("DELETE FROM qrtz_fired_triggers WHERE sched_name = '" + cluster + "'");

      scene.approveAndApply();
      scene.until(scene::verified);

      assertThat(runs).hasValue(1);
      assertThat(scene.actions())
          .singleElement()
          .satisfies(a -> assertThat(a.row().actionType()).isEqualTo("update_row"));
    }
  }

  @Test
  void aJobThatDiedWithItsJvmIsSeenAndRunAgainOnce() throws Exception {
    QuartzRig here = instance("here");
    here.job("import", runs::incrementAndGet);
    Path database = home.resolve("healing.db");
    try (SqliteHealingStore store = SqliteHealingStore.open(database);
        Node other = Node.healed(cluster, "other", "import", database)) {
      here.fire("import");
      other.says("running import");
      Node.until(() -> !store.runs().since("import", Instant.EPOCH, 5).isEmpty());
      other.kill();
      try (ManualHealing healing =
          Healing.builder()
              .store(store)
              .job(RowScene.everythingAllowed("import"))
              .runner(here.adapter())
              .manual(Instant.now())) {
        here.started();
        looks(healing, 40, () -> !healing.healing().admin().actions().isEmpty() && runs.get() > 0);
        looks(healing, 10, () -> false);

        assertThat(runs).hasValue(1);
        assertThat(healing.healing().admin().actions()).hasSize(1);
      }
    } finally {
      here.shutDown();
    }
  }

  @Test
  void twoHealingsWithADatabaseEachMakeOneMissedStartGoodOnce() throws Exception {
    QuartzRig one = instance("one").started();
    one.job("backup", runs::incrementAndGet);
    QuartzRig two = instance("two").started();
    Instant promised = one.adapter().standings().get(0).next();
    try (SqliteHealingStore first = SqliteHealingStore.open(home.resolve("one.db"));
        SqliteHealingStore second = SqliteHealingStore.open(home.resolve("two.db"));
        ManualHealing a = healing(one, first, promised.minusSeconds(60));
        ManualHealing b = healing(two, second, promised.minusSeconds(60))) {
      for (int i = 0; i < 20; i++) {
        a.tick(LOOK);
        b.tick(LOOK);
        LockSupport.parkNanos(50_000_000);
      }

      assertThat(runs).hasValue(1);
      assertThat(List.of(a.healing().admin().actions(), b.healing().admin().actions()))
          .allSatisfy(actions -> assertThat(actions).isNotEmpty());
    } finally {
      one.shutDown();
      two.shutDown();
    }
  }

  @Test
  void twoHealingsWithOneDatabaseOnOneHostRunAFailedJobAgainOnce() throws Exception {
    QuartzRig one = instance("one").started();
    one.job("prices", this::failOnce);
    QuartzRig two = instance("two").started();
    Path database = home.resolve("healing.db");
    try (SqliteHealingStore first = SqliteHealingStore.open(database);
        SqliteHealingStore second = SqliteHealingStore.open(database);
        ManualHealing a = healing(one, first, Instant.now());
        ManualHealing b = healing(two, second, Instant.now())) {
      a.tick(LOOK);
      b.tick(LOOK);
      one.fire("prices");
      for (int i = 0; i < 20; i++) {
        a.tick(LOOK);
        b.tick(LOOK);
        LockSupport.parkNanos(100_000_000);
      }

      assertThat(runs).as("%s", a.healing().admin().actions()).hasValue(2);
      assertThat(a.healing().admin().actions()).hasSize(1);
    } finally {
      one.shutDown();
      two.shutDown();
    }
  }

  @Test
  void aStartByHandThatAnotherInstanceMayTakeIsNoPromise() throws Exception {
    QuartzRig here = instance("here");
    here.job("nightly", runs::incrementAndGet);
    Instant promised = here.adapter().standings().get(0).next();
    try {
      here.fire("nightly");

      assertThat(here.scheduler().getTriggersOfJob(JobKey.jobKey("nightly"))).hasSize(2);
      assertThat(here.adapter().standings().get(0).next()).isEqualTo(promised);
    } finally {
      here.shutDown();
    }
  }

  private void failOnce() {
    if (runs.incrementAndGet() == 1) {
      throw new UncheckedIOException(new SocketTimeoutException("Read timed out"));
    }
  }

  @Test
  void aRunOnAnotherInstanceIsNotInterruptedFromHere() throws Exception {
    QuartzRig here = instance("here");
    here.job("far", () -> {});
    try (Node other = Node.start(cluster, "other", "far")) {
      here.fire("far");
      other.says("running far");

      assertThat(here.scheduler().getCurrentlyExecutingJobs()).isEmpty();
      assertThatThrownBy(() -> here.adapter().interrupt("far", 1))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("another process runs it");
      assertThat(here.adapter().standings().get(0).next()).isNotNull();
    } finally {
      here.shutDown();
    }
  }

  private static ManualHealing healing(QuartzRig rig, SqliteHealingStore store, Instant from) {
    JobDefinition job =
        JobDefinition.of(rig.adapter().standings().get(0).definition().id())
            .withStartGrace(Duration.ofMinutes(2));
    return Healing.builder()
        .store(store)
        .job(JobConfig.of(job).withSelfHealing(SelfHealingConfig.defaults().withEnabled(true)))
        .runner(rig.adapter())
        .manual(from);
  }

  private static void looks(ManualHealing healing, int times, BooleanSupplier enough) {
    for (int i = 0; i < times && !enough.getAsBoolean(); i++) {
      healing.tick(LOOK);
      LockSupport.parkNanos(100_000_000);
    }
  }
}
