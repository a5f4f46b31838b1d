package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was tried is counted where it was tried, and what was only said is not counted at all. */
class RepairsAreCountedTest {
  private static final String STOCK = "stock";
  private static final String PRICES = "prices";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path home;

  private static JobConfig job(String id, boolean enabled) {
    return JobConfig.of(JobDefinition.of(id))
        .withSelfHealing(SelfHealingConfig.defaults().withEnabled(enabled));
  }

  /** The service of the job is not there for so many runs. */
  private static void away(House house, String job, int times) {
    int[] left = {times};
    house.runner.does(
        job,
        log -> {
          if (left[0]-- > 0) {
            throw refused();
          }
        });
  }

  /** The same from wherever it is thrown. */
  private static ConnectException refused() {
    ConnectException refused = new ConnectException("Connection refused");
    StackTraceElement[] stack = {new StackTraceElement("com.acme.Client", "call", null, 1)};
    refused.setStackTrace(stack);
    return refused;
  }

  private static Incident only(House house) {
    assertThat(house.admin().incidents()).hasSize(1);
    return house.admin().incidents().get(0);
  }

  private static List<ActionEntry> actions(House house, String job) {
    return house.admin().actions().stream()
        .filter(entry -> entry.detail().incidentKey().startsWith(job + "|"))
        .toList();
  }

  @Test
  void whatDidNotHelpOneJobIsNotCountedAgainstAnotherWithTheSameTrouble() {
    try (House house = House.in(home).job(job(STOCK, true)).job(job(PRICES, true)).open()) {
      away(house, STOCK, 100);
      house.run(STOCK).ticks(60, MINUTE);
      assertThat(house.admin().why(STOCK)).contains(BlockReason.BREAKER_OPEN.sentence());

      away(house, PRICES, 1);
      house.run(PRICES).ticks(5, MINUTE);

      assertThat(actions(house, PRICES)).as(house.admin().why(PRICES)).hasSize(1);
      assertThat(actions(house, STOCK)).hasSize(2);
      assertThat(trouble(house, PRICES)).isEqualTo(trouble(house, STOCK));
    }
  }

  private static String trouble(House house, String job) {
    return actions(house, job).get(0).detail().incidentKey().substring(job.length());
  }

  @Test
  void whatIsOnlySuggestedIsSaidOnceTouchesNoCounterAndIsNotTakenForDone() {
    Instant then;
    try (House house = House.in(home).job(job(STOCK, false)).open()) {
      away(house, STOCK, 100);
      house.run(STOCK).ticks(100, MINUTE);

      assertThat(house.admin().actions()).isEmpty();
      assertThat(house.store.counters().find(only(house).key())).isEmpty();
      assertThat(house.planned(SuggestionStatus.PENDING).row().jobId()).isEqualTo(STOCK);
      then = house.now();
    }
    try (House house = House.in(home).from(then).job(job(STOCK, true)).open()) {
      away(house, STOCK, 1);
      house.run(STOCK).ticks(5, MINUTE);

      assertThat(actions(house, STOCK)).as(house.admin().why(STOCK)).hasSize(1);
    }
  }
}
