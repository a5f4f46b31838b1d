package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.VerificationState;
import io.healing.api.store.ActionEntry;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    here.startIn("report", Duration.ofMinutes(2));
    try (RowScene scene = RowScene.of(here, home, "report");
        Node other = Node.lookingAhead(cluster, "other", "report")) {
      Node.until(() -> scene.ask("trigger_state", "report").equals("ACQUIRED"));
      other.kill();
      scene.until(() -> !scene.open("quartz.fired_by_dead").isEmpty());
      RowScene.database()
          .execute("DELETE FROM qrtz_fired_triggers WHERE sched_name = '" + cluster + "'");
      scene.stick("report", "ACQUIRED");

      scene.approveAndApply();
      scene.until(scene::verified);

      assertThat(runs).hasValue(1);
      assertThat(scene.actions())
          .singleElement()
          .satisfies(a -> assertThat(a.row().actionType()).isEqualTo("update_row"));
    }
  }

  @Test
  void aJobThatDiedWithItsJvmIsSeenRunAgainOnceAndProvenWell() throws Exception {
    QuartzRig here = instance("here");
    here.job("import", runs::incrementAndGet);
    Path database = home.resolve("healing.db");
    try (SqliteHealingStore store = SqliteHealingStore.open(database);
        Node other = Node.healed(cluster, "other", "import", database);
        ManualHealing healing =
            Healing.builder()
                .store(store)
                .job(RowScene.everythingAllowed("import"))
                .runner(here.adapter())
                .manual(Instant.now())) {
      here.fire("import");
      other.says("running import");
      Node.until(() -> !store.runs().since("import", Instant.EPOCH, 5).isEmpty());
      looks(healing, 5, () -> false);
      assertThat(healing.healing().admin().actions()).as("while its owner lives").isEmpty();
      other.kill();
      here.started();
      looks(healing, 40, () -> verified(healing));
      looks(healing, 10, () -> false);

      assertThat(runs).hasValue(1);
      assertThat(healing.healing().admin().actions())
          .singleElement()
          .satisfies(done -> assertThat(cause(healing, done)).isEqualTo("job.orphaned"));
      assertThat(verified(healing)).isTrue();
    } finally {
      here.shutDown();
    }
  }

  private static String cause(ManualHealing healing, ActionEntry done) {
    return healing.healing().incident(done.detail().incidentId()).orElseThrow().findingId();
  }

  private static boolean verified(ManualHealing healing) {
    return healing.healing().admin().actions().stream()
        .anyMatch(a -> a.detail().verification().state() == VerificationState.VERIFIED);
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

  private static void looks(ManualHealing healing, int times, BooleanSupplier enough) {
    for (int i = 0; i < times && !enough.getAsBoolean(); i++) {
      healing.tick(LOOK);
      LockSupport.parkNanos(100_000_000);
    }
  }
}
