package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who takes a recurring task out of the table may mean it. */
@Timeout(90)
class DeletedRowTest {
  @TempDir Path home;

  private static List<SuggestionEntry> asked(ManualHealing healing) {
    return healing.healing().admin().suggestions(SuggestionStatus.PENDING).stream()
        .filter(entry -> entry.detail().plan() != null)
        .toList();
  }

  @Test
  void aPersonIsAskedAndToldWhatIsKnownAndTheRowComesBackOnlyByAYes() {
    Rig rig = Rig.started();
    String job = rig.job("nightly", () -> {});
    JobConfig healed =
        JobConfig.of(JobDefinition.of(job))
            .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
    try (SqliteHealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing healing =
            Healing.builder()
                .store(store)
                .job(healed)
                .runner(rig.adapter())
                .manual(Instant.now())) {
      Watched.looks(healing, 2);
      rig.delete(job);
      Incident told = Watched.told(healing, "job.silenced");
      Watched.looks(healing, 20);

      assertThat(healing.healing().admin().actions()).isEmpty();
      assertThat(rig.scheduler().getScheduledExecution(KnownTasks.recurring(job))).isEmpty();
      assertThat(healing.healing().diagnosis(told.id()).orElseThrow().rootCause())
          .isEqualTo(
              "Its runner gave it up: its execution is gone from the table, and nobody said why");
      assertThat(told.hint()).contains("on purpose");

      assertThat(asked(healing)).hasSize(1);
      healing.healing().admin().approve(asked(healing).get(0), "ada");
      Watched.looks(healing, 3);
      assertThat(rig.row(job).getExecutionTime()).isAfter(Instant.now());
    } finally {
      rig.shutDown();
    }
  }
}
