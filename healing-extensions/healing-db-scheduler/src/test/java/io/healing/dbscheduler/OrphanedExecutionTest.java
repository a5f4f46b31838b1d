package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import io.healing.api.config.HealingConfig;
import io.healing.api.detect.Incident;
import io.healing.core.Healing;
import io.healing.core.HealingBuilder;
import io.healing.core.ManualHealing;
import io.healing.postgres.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * At db-scheduler's own defaults, what a dead process had picked is told long before it is dead.
 */
@Timeout(90)
class OrphanedExecutionTest {
  private static final String ORPHANED = "db_scheduler.orphaned";

  @TempDir Path home;

  private final HeldTime time = new HeldTime();
  private final Database database = Store.database();
  private Rig rig;

  @BeforeEach
  void start() {
    rig = Rig.by(time, database);
    rig.scheduler().start();
    rig.job("backup", () -> {});
    picked("far");
  }

  @AfterEach
  void stop() {
    rig.shutDown();
  }

  /** By a process whose clock is two minutes behind. */
  private void picked(String by) {
    database.execute(
        "UPDATE scheduled_tasks SET picked = true, picked_by = '"
            + by
            + "', last_heartbeat = now() - interval '2 minutes', version = version + 1");
  }

  private void signOfLife(String when) {
    database.execute("UPDATE scheduled_tasks SET last_heartbeat = " + when);
  }

  private HealingBuilder builder() {
    return Healing.builder().runner(rig.runner().withClock(time));
  }

  private ManualHealing healing() {
    ManualHealing healing = builder().manual(Instant.now());
    looked();
    return healing;
  }

  /** The scheduler looks for dead executions each ten minutes. */
  private void looked() {
    rig.hook().onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
    time.pass(Duration.ofMinutes(10));
    rig.hook().onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
  }

  private static boolean open(ManualHealing healing) {
    return !Watched.open(healing, ORPHANED).isEmpty();
  }

  @Test
  void itIsToldAfterTwoHeartbeatsWithWhenTheSchedulerTakesItOverAndClearedWhenTheRowMoves() {
    try (ManualHealing healing = healing()) {
      Instant before = healing.now();
      Watched.looks(healing, 21);
      assertThat(open(healing)).as("10 min 51 s at most").isFalse();

      Watched.looks(healing, 2);

      Incident told = Watched.open(healing, ORPHANED).get(0);
      assertThat(told.subject().name()).isEqualTo("backup");
      assertThat(told.message())
          .startsWith("No sign of life comes for 1 execution of job backup, for 11 min")
          .contains("for recurring, which far picked; a scheduler with the task takes it over by ");
      assertThat(moment(told)).isBetween(before.plusSeconds(2_399), before.plusSeconds(2_440));
      assertThat(healing.healing().admin().actions()).isEmpty();
      signOfLife("now()");
      Watched.looks(healing, 1);
      Watched.cleared(healing, ORPHANED);
    }
  }

  private static Instant moment(Incident told) {
    return Instant.parse(told.message().replaceFirst(".* by ", ""));
  }

  private ManualHealing healing(String interval) {
    HealingConfig said =
        HealingConfig.defaults(home)
            .withPlugins(
                Map.of(
                    "db-scheduler.scheduler.executions",
                    Map.of("heartbeat_interval", interval, "missed_heartbeats", "4")));
    ManualHealing healing = builder().config(said).manual(Instant.now());
    looked();
    return healing;
  }

  @Test
  void whatNobodyTakesOverInTimeIsToldAsSuch() {
    try (ManualHealing healing = healing("5m")) {
      Watched.looks(healing, 22);
      assertThat(Watched.open(healing, ORPHANED).get(0).message()).contains("takes it over by");

      healing.tick(Duration.ofMinutes(20));

      assertThat(Watched.open(healing, ORPHANED).get(0).message()).contains("was to take it over");
    }
  }

  /** Each sign of life comes as late as it may, from a clock that is two minutes off. */
  @Test
  void aSlowProcessThatLivesIsNeverTold() {
    try (ManualHealing healing = healing()) {
      for (int i = 0; i < 5; i++) {
        Watched.looks(healing, 19);
        signOfLife("now() + interval '" + (i % 2 == 0 ? -120 : 120) + " seconds'");
      }

      assertThat(healing.healing().admin().incidents()).isEmpty();
    }
  }

  /** The run of this process is known better: its own sign of life is looked at. */
  @Test
  void aRunOfThisProcessIsNotTakenForSilent() {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    database.execute("DELETE FROM scheduled_tasks");
    try (ManualHealing healing = healing()) {
      String job =
          rig.job(
              "prices",
              () -> {
                runs.incrementAndGet();
                Watched.await(end);
              });
      rig.scheduler().reschedule(KnownTasks.recurring(job), time.now());
      Watched.until(() -> runs.get() == 1);
      Watched.looks(healing, 30);

      assertThat(Watched.open(healing, ORPHANED)).isEmpty();
    } finally {
      end.countDown();
    }
  }

  @Test
  void howOftenTheOthersGiveASignOfLifeCanBeSaid() {
    try (ManualHealing healing = healing("6m")) {
      Instant before = healing.now();
      Watched.looks(healing, 24);
      assertThat(open(healing)).as("12 min 20 s are not over").isFalse();

      Watched.looks(healing, 2);

      assertThat(moment(Watched.open(healing, ORPHANED).get(0)))
          .isBetween(before.plusSeconds(2_160), before.plusSeconds(2_200));
    }
  }
}
