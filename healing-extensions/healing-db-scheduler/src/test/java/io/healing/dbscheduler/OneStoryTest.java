package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionStatus;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.postgres.Database;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the tasks from starting, and the starts that were missed for it, are one trouble. */
@Timeout(90)
class OneStoryTest {
  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();
  private final HeldTime time = new HeldTime();
  private final Database database = Store.database();

  private static JobConfig healed(String job) {
    JobDefinition definition = JobDefinition.of(job).withStartGrace(Duration.ofMinutes(2));
    return JobConfig.of(definition).withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
  }

  @Test
  void theStartsThatASchedulerInStandstillMissesAreNoQuestionsOfTheirOwn() {
    Rig rig = Rig.by(time, database);
    rig.scheduler().start();
    String backup = rig.job("backup", runs::incrementAndGet);
    String report = rig.job("report", runs::incrementAndGet);
    try (SqliteHealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing healing =
            Healing.builder()
                .store(store)
                .job(healed(backup))
                .job(healed(report))
                .runner(rig.runner().withClock(time))
                .manual(Instant.now())) {
      rig.scheduler().pause();
      rig.scheduler().reschedule(KnownTasks.recurring(backup), time.now());
      rig.scheduler().reschedule(KnownTasks.recurring(report), time.now());
      time.pass(Duration.ofMinutes(6));
      Incident waiting = Watched.told(healing, "db_scheduler.waiting");
      Watched.told(healing, "job.missed");
      Watched.looks(healing, 6);

      List<Incident> missed = Watched.open(healing, "job.missed");
      assertThat(missed).hasSize(2).extracting(Incident::causeId).containsOnly(waiting.id());
      assertThat(healing.healing().admin().suggestions(SuggestionStatus.PENDING))
          .noneMatch(entry -> entry.detail().plan() != null);
      assertThat(healing.healing().admin().actions()).isEmpty();
      assertThat(healing.healing().admin().why(missed.get(0).id()))
          .contains(waiting.id() + " (db_scheduler.waiting)")
          .contains("it is paused");

      rig.scheduler().resume();
      rig.scheduler().triggerCheckForDueExecutions();
      Watched.until(() -> runs.get() == 2);
      Watched.cleared(healing, "db_scheduler.waiting");
      Watched.cleared(healing, "job.missed");
    } finally {
      rig.shutDown();
    }
  }
}
