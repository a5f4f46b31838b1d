package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is unusual in the log of a failed run stands beside its failure. */
class LogPatternsTest extends OptionHouse {
  private static final Duration LOOK = Duration.ofSeconds(30);

  private static void succeeds(House house, String line) {
    house.runner.does(JOB, log -> log.line(line));
    house.run(JOB).tick(LOOK);
  }

  private static void failsWith(House house, String line) {
    house.runner.does(
        JOB,
        log -> {
          log.line("read 17 rows");
          log.line(line);
          throw new IllegalStateException("odd");
        });
    house.run(JOB).tick(LOOK);
  }

  private static Map<String, String> evidence(House house) {
    Incident only = house.admin().incidents().iterator().next();
    return only.evidence();
  }

  private House house(boolean patterns) {
    return House.in(home)
        .root(
            root ->
                root.withErrorDetection(
                    Changed.in(root.errorDetection(), "patternRecognitionEnabled", patterns)))
        .job(JOB)
        .open();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void patternRecognitionTellsWhatIsNewInTheLogSinceTheLastGoodRun(boolean on) {
    try (House house = house(on)) {
      succeeds(house, "read 12 rows");
      String began = house.now().toString();
      failsWith(house, "lost connection to 10.0.0.7 after 3 s");

      assertThat(evidence(house).containsKey("log_new")).isEqualTo(on);
      if (on) {
        assertThat(evidence(house).get("log_new"))
            .startsWith("new since the good run of " + began.substring(0, 11))
            .endsWith(": lost connection to <*> after <*> (once)");
      }
    }
  }

  @Test
  void whatWasLearnedSurvivesARestart() {
    try (House house = house(true)) {
      succeeds(house, "read 12 rows");
    }
    try (House house = house(true)) {
      failsWith(house, "lost connection to 10.0.0.7 after 3 s");

      assertThat(evidence(house).get("log_new")).contains("lost connection");
    }
  }

  private static java.util.Optional<Incident> unusualLog(House house) {
    return house.admin().incidents().stream()
        .filter(incident -> incident.findingId().equals("job.unusual_log"))
        .findFirst();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBurstInARunThatEndedWellIsAnIncidentOfLowSeverityUntilAUsualRun(boolean on) {
    try (House house = house(on)) {
      for (int i = 0; i < 6; i++) {
        succeeds(house, "read 12 rows");
      }
    }
    try (House house = house(on)) {
      house.runner.does(
          JOB,
          log -> {
            for (int i = 0; i < 50; i++) {
              log.line("read 12 rows");
            }
          });
      house.run(JOB).tick(LOOK);

      assertThat(unusualLog(house).isPresent()).isEqualTo(on);
      if (on) {
        Incident told = unusualLog(house).orElseThrow();
        assertThat(told.severity()).isEqualTo(ErrorSeverity.LOW);
        assertThat(told.evidence().get("log_burst"))
            .isEqualTo("a burst, 1 in a usual run: read <*> rows (50 times)");
        succeeds(house, "read 12 rows");
        house.ticks(10, LOOK);
        assertThat(unusualLog(house)).isEmpty();
      }
    }
  }
}
