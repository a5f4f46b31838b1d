package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ActionStatus;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.IncidentState;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreException;
import io.healing.core.HealingAdmin;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was done is judged once, as it stands then. */
class ProofTest {
  private static final String JOB = "import";
  private static final Duration SECOND = Duration.ofSeconds(1);

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

  private House open() {
    return House.in(home).job(healed()).open();
  }

  private static ActionEntry only(House house) {
    assertThat(house.admin().actions()).as(house.admin().why(JOB)).hasSize(1);
    return house.admin().actions().get(0);
  }

  @Test
  void whatAPersonTakesBackElsewhereIsNotJudgedAsASuccess() {
    try (House house = open()) {
      BrokenConfig.happen(house, JOB);
      long action = only(house).row().id();
      house.tick(Duration.ofSeconds(6));
      HealingConfig config = HealingConfig.defaults(home).withJob(healed());
      try (HealingStore store = SqliteHealingStore.open(home.resolve(House.DATABASE));
          HealingAdmin elsewhere = HealingAdmin.on(config, store)) {
        elsewhere.rollback(action, "anna");
      }
      house.runner.does(JOB, log -> {});
      house.tick(SECOND).run(JOB).tick(SECOND);

      assertThat(only(house).row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
      assertThat(only(house).detail().verification().state()).isEqualTo(VerificationState.NONE);
    }
  }

  @Test
  void twoProcessesThatAwaitTheSameEffectCountItOnce() {
    try (House first = open()) {
      BrokenConfig.happen(first, JOB);
      String key = only(first).detail().incidentKey();
      try (House second = House.in(home).job(healed()).from(first.now()).name("second").open()) {
        first.tick(Duration.ofSeconds(6));
        second.tick(Duration.ofSeconds(6));
        first.runner.does(
            JOB,
            log -> {
              throw new IllegalStateException("the disk is full");
            });
        first.tick(SECOND).run(JOB);
        second.ticks(2, SECOND);

        assertThat(only(first).detail().verification().state())
            .isEqualTo(VerificationState.INEFFECTIVE);
        assertThat(first.store.counters().find(key).orElseThrow().failuresInARow()).isEqualTo(1);
      }
    }
  }

  /** Whatever the fault is, either all of a verdict is kept or nothing. */
  @Test
  void aVerdictAndTheEndOfItsIncidentAreKeptTogether() throws Exception {
    try (House house = open();
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + home.resolve(House.DATABASE));
        Statement statement = other.createStatement()) {
      BrokenConfig.happen(house, JOB);
      statement.execute(
          "CREATE TRIGGER full BEFORE UPDATE ON error_incidents WHEN NEW.state = 'ended'"
              + " BEGIN SELECT RAISE(ABORT, 'full'); END");
      house.tick(SECOND);
      failingTurn(house);
      assertThat(only(house).detail().verification().state()).isEqualTo(VerificationState.PENDING);

      statement.execute("DROP TRIGGER full");
      house.ticks(2, Duration.ofSeconds(6));

      assertThat(only(house).detail().verification().state()).isEqualTo(VerificationState.VERIFIED);
      assertThat(house.admin().incidents()).isEmpty();
    }
  }

  private static void failingTurn(House house) {
    try {
      house.run(JOB).tick(SECOND);
    } catch (StoreException cannotWrite) {
      assertThat(cannotWrite).hasStackTraceContaining("full");
    }
  }

  @ParameterizedTest
  @CsvSource({"VERIFIED,ENDED", "INEFFECTIVE,OPEN", "NONE,OPEN"})
  void anIncidentWhoseVerdictIsKnownDoesNotWaitForIt(VerificationState told, IncidentState then) {
    try (House first = open()) {
      BrokenConfig.happen(first, JOB);
      first.admin().pause("release night", "ben");
      ActionEntry entry = only(first);
      Verification answer =
          entry.detail().verification().decided(told, first.now(), "said before the kill");
      first
          .store
          .actions()
          .update(new ActionEntry(entry.row(), entry.detail().withVerification(answer)));
    }
    try (House second = House.in(home).job(healed()).from(House.NOON.plusSeconds(900)).open()) {
      String id = Objects.requireNonNull(only(second).detail().incidentId());
      assertThat(second.admin().incident(id).state()).isEqualTo(IncidentState.VERIFYING);
      second.tick(SECOND);
      assertThat(second.admin().incident(id).state()).isEqualTo(then);
    }
  }
}
