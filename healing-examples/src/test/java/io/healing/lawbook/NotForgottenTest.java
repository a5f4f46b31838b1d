package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Target;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.RunOutcome;
import io.healing.api.review.SuggestionStatus;
import io.healing.core.store.InMemoryStore;
import io.healing.sqlite.SqliteHealingStore;
import io.healing.sqlite.SqliteSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Law 10: what cannot be acted on now is kept, said, and looked at again. */
class NotForgottenTest {
  private static final String JOB = "import";
  private static final String FILE = BrokenConfig.file(JOB);

  @TempDir Path home;

  private JobConfig healed() {
    return BrokenConfig.job(home, JOB)
        .withSelfHealing(
            SelfHealingConfig.defaults()
                .withEnabled(true)
                .withRemediation(
                    HealingRemediationConfig.defaults()
                        .withAllowedActions(List.of("edit_config"))));
  }

  @Test
  void withoutAnyPauseTheSameTroubleIsMendedAlone() {
    try (House house = House.in(home).job(healed()).open()) {
      BrokenConfig.happen(house, JOB);
      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.GOOD);
    }
  }

  @Test
  void whatIsSeenWhilePausedIsActedOnAfterTheResume() {
    try (House house = House.in(home).job(healed()).open()) {
      house.admin().pause("release night", "ben");
      BrokenConfig.happen(house, JOB);
      house.ticks(20, Duration.ofMinutes(3));

      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.BAD);
      assertThat(house.admin().actions()).isEmpty();
      assertThat(house.admin().incidents()).isNotEmpty();
      assertThat(house.admin().why(JOB))
          .contains(BlockReason.PAUSED.sentence())
          .contains("ben")
          .contains("release night");
      assertThat(house.healing.status().pausedBecause()).contains("release night");

      house.admin().resume();
      house.ticks(3, Duration.ofMinutes(1));

      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.GOOD);
      assertThat(house.healing.status().pausedBecause()).isNull();
    }
  }

  @Test
  void aPauseIsStoredAndObeyedByTheNextProcess() {
    try (House first = House.in(home).job(healed()).open()) {
      first.admin().pause("release night", "ben");
      BrokenConfig.settleIn(first, JOB);
    }
    try (House second = House.in(home).job(healed()).from(House.NOON.plusSeconds(600)).open()) {
      BrokenConfig.happen(second, JOB);
      second.ticks(5, Duration.ofMinutes(1));
      assertThat(second.read(FILE)).isEqualTo(BrokenConfig.BAD);
      assertThat(second.admin().why(JOB)).contains(BlockReason.PAUSED.sentence());
    }
  }

  @Test
  void aPauseNeedsAReason() {
    try (House house = House.in(home).open()) {
      assertThatThrownBy(() -> house.admin().pause(" ", "ben")).hasMessageContaining("reason");
      assertThat(house.healing.status().pausedBecause()).isNull();
    }
  }

  @Test
  void aStoreThatIsNotDurableMeansObserveAndSuggestOnly() {
    try (House house = House.in(home).job(healed()).store(InMemoryStore.create()).open()) {
      BrokenConfig.happen(house, JOB);
      house.ticks(3, Duration.ofMinutes(1));

      assertThat(house.read(FILE)).isEqualTo(BrokenConfig.BAD);
      assertThat(house.admin().actions()).isEmpty();
      assertThat(house.planned(SuggestionStatus.PENDING).row().jobId()).isEqualTo(JOB);
      assertThat(house.admin().why(JOB)).contains(BlockReason.STORE_NOT_WRITABLE.sentence());
      assertThat(house.healing.status().observeOnlyBecause()).contains("not durable");
    }
  }

  @Test
  void whatTheStoreCannotTakeForAWhileIsKeptAndSavedLater() throws Exception {
    Path file = home.resolve(House.DATABASE);
    SqliteSettings impatient = SqliteSettings.defaults().withBusyTimeout(Duration.ofMillis(20));
    try (House house =
        House.in(home).job(healed()).store(SqliteHealingStore.open(file, impatient)).open()) {
      BrokenConfig.settleIn(house, JOB);
      house.tick(Duration.ofMinutes(5));
      house.write(FILE, BrokenConfig.BAD);
      house.tick(Duration.ofMinutes(5));
      try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        statement.execute("UPDATE healing_instances SET name = name");
        for (int i = 0; i < 3; i++) {
          house.healing.observe(JOB + "-other", () -> {});
          failingTurn(house);
        }
        assertThat(house.read(FILE)).isEqualTo(BrokenConfig.BAD);
        statement.execute("ROLLBACK");
      }
      house.ticks(5, Duration.ofSeconds(31));

      assertThat(house.runs(JOB + "-other")).hasSize(3);
      assertThat(house.runs(JOB)).extracting(run -> run.outcome()).contains(RunOutcome.FAILURE);
      assertThat(house.store.journal().pendingOn(Target.file(home.resolve(FILE)))).isEmpty();
      assertThat(house.read(FILE)).as("and then it is mended").isEqualTo(BrokenConfig.GOOD);
    }
  }

  /** A run that fails while nothing can be written; the loop's thread would log and go on. */
  private static void failingTurn(House house) {
    house.runner.execute(JOB, io.healing.api.job.RunTrigger.SCHEDULED);
    try {
      house.tick(Duration.ofSeconds(31));
    } catch (io.healing.api.store.StoreException cannotWrite) {
      assertThat(cannotWrite).hasMessageContaining(House.DATABASE);
    }
  }
}
