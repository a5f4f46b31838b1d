package io.healing.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.Incident;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The declaration that the doctor mends by is the alarm of the running program. */
class DriftAlarmTest {
  private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void whatIsLostWhileTheProgramRunsIsToldSuggestedAndMendedOnceAPersonSaysYes()
      throws IOException {
    PricingApplication application = PricingApplication.inOrder(folder);
    try (var store = SqliteHealingStore.open(application.path(".healing/healing.db"));
        ManualHealing manual =
            Healing.builder()
                .store(store)
                .config(Healing.configuration(application.path("healing.yaml")))
                .manual(START)) {
      HealingAdmin admin = manual.healing().admin();
      manual.tick(Duration.ZERO).tick(FIVE_MINUTES);
      assertThat(environment(admin)).isEmpty();

      application.sql("data/chat.db", "DROP INDEX idx_messages_thread");
      Files.delete(application.path("backend"));
      manual.tick(FIVE_MINUTES).tick(Duration.ofMinutes(1));

      assertThat(environment(admin))
          .extracting(Incident::findingId)
          .containsExactlyInAnyOrder("database.index_missing", "environment.directory_missing");
      assertThat(application.path("backend")).as("nothing happens alone").doesNotExist();
      for (SuggestionEntry pending : admin.suggestions(SuggestionStatus.PENDING)) {
        admin.approve(pending, "ann");
      }
      manual.tick(Duration.ofMinutes(1)).tick(FIVE_MINUTES).tick(FIVE_MINUTES);

      assertThat(application.path("backend")).isDirectory();
      assertThat(application.rows("data/chat.db", "SELECT name FROM sqlite_master"))
          .contains("idx_messages_thread");
      assertThat(environment(admin)).isEmpty();
      assertThat(admin.actions())
          .hasSize(2)
          .allSatisfy(
              entry ->
                  assertThat(entry.detail().verification().state().word()).isEqualTo("verified"));
    }
  }

  private static List<Incident> environment(HealingAdmin admin) {
    return admin.incidents().stream().filter(one -> one.subject().isEnvironment()).toList();
  }
}
