package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.postgres.Database;
import io.healing.sqlite.SqliteHealingStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job whose process is killed while it runs is seen and made good once. */
@Timeout(120)
class OrphanTest {
  @TempDir Path home;

  /** The process that is killed: its run never ends. */
  static final class Victim {
    public static void main(String[] args) {
      Database database = new Database(args[0], args[1], args[2]);
      Rig rig = new Rig(database, "victim", args.length > 3 ? builder -> {} : OrphanTest::quick);
      rig.job("backup", OrphanTest::runForEver);
      rig.fire("backup");
      rig.scheduler().start();
    }
  }

  private static void runForEver() {
    System.out.println("running");
    Watched.await(new CountDownLatch(1));
  }

  /** What runs well before the next look makes it good unseen. */
  private static void afterThat(CountDownLatch seen, AtomicInteger runs) {
    Watched.await(seen);
    runs.incrementAndGet();
  }

  private static void quick(SchedulerBuilder builder) {
    builder.heartbeatInterval(Duration.ofMillis(500)).missedHeartbeatsLimit(4);
  }

  @Test
  void theSchedulerTakesItOverAndHealingTellsItAndOrdersNoSecondRun() throws Exception {
    Database database = Store.database();
    AtomicInteger runs = new AtomicInteger();
    Process victim = victim(database);
    Rig rig = new Rig(database, "survivor", OrphanTest::quick);
    CountDownLatch seen = new CountDownLatch(1);
    try (HealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing healing = healing(rig, store)) {
      rig.job("backup", () -> afterThat(seen, runs));
      awaitRun(victim);
      healing.tick(Watched.LOOK);
      victim.destroyForcibly().waitFor();
      healing.tick(Watched.LOOK);
      assertThat(runs).hasValue(0);
      rig.scheduler().start();

      Incident told = Watched.told(healing, "db_scheduler.dead");

      assertThat(told.subject().name()).isEqualTo("backup");
      assertThat(told.message()).contains("which victim had");
      seen.countDown();
      Watched.until(() -> runs.get() == 1);
      Watched.cleared(healing, "db_scheduler.dead");
      assertThat(runs).hasValue(1);
      assertThat(rig.row("backup").getExecutionTime()).isAfter(Instant.now());
    } finally {
      seen.countDown();
      victim.destroyForcibly();
      rig.shutDown();
    }
  }

  /** Its scheduler would take it for dead after half an hour; Healing's clock is held. */
  @Test
  void whatAKilledProcessLeftAtTheDefaultsIsToldAfterTwoHeartbeatsAndOrderedNowhere()
      throws Exception {
    Database database = Store.database();
    AtomicInteger runs = new AtomicInteger();
    Process victim = victim(database, "at the defaults");
    Rig rig = new Rig(database, "survivor", builder -> {});
    try (HealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing healing = healing(rig, store)) {
      rig.job("backup", runs::incrementAndGet);
      awaitRun(victim);
      Watched.looks(healing, 3);
      victim.destroyForcibly().waitFor();
      Watched.looks(healing, 16);
      assertThat(healing.healing().admin().incidents()).isEmpty();

      Watched.looks(healing, 4);

      Incident told = Watched.open(healing, "db_scheduler.orphaned").get(0);
      assertThat(told.subject().name()).isEqualTo("backup");
      assertThat(told.message()).contains("which victim picked", "takes it over by");
      assertThat(healing.healing().admin().actions()).isEmpty();
      assertThat(runs).hasValue(0);
    } finally {
      victim.destroyForcibly();
      rig.shutDown();
    }
  }

  private static ManualHealing healing(Rig rig, HealingStore store) {
    JobConfig healed =
        JobConfig.of(JobDefinition.of("backup").withStartGrace(Duration.ofMinutes(2)))
            .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
    return Healing.builder().store(store).job(healed).runner(rig.adapter()).manual(Instant.now());
  }

  private static Process victim(Database database, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Victim.class.getName());
    command.addAll(List.of(database.url(), database.user(), database.password()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void awaitRun(Process victim) throws IOException {
    BufferedReader out = victim.inputReader();
    String line = out.readLine();
    while (line != null && !line.equals("running")) {
      line = out.readLine();
    }
    assertThat(line).isEqualTo("running");
  }
}
