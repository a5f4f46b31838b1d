package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.core.HealingEvent;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TellingLinesTest {
  @TempDir Path home;

  @Test
  void theDiagnosisShowsTheLinesOfTheLogThatNoGoodRunHas() {
    try (House house = House.in(home).job("prices").open()) {
      house.runner.does("prices", log -> routine(log, 1));
      house.run("prices").tick(Duration.ofMinutes(5));
      house.runner.does(
          "prices",
          log -> {
            routine(log, 2);
            log.line("INFO looking at supplier 9");
            log.line("ERROR the price list of supplier 9 has two currencies");
            log.line("  row 17: EUR, row 18: USD");
            log.line("INFO closing 3 files");
            throw new IllegalStateException("stopped");
          });
      house.run("prices").ticks(4, Duration.ofSeconds(30));

      assertThat(diagnosed(house))
          .isEqualTo(
              "Its log says what no good run's log says:"
                  + " ERROR the price list of supplier 9 has two currencies (0.60)\n"
                  + "ERROR the price list of supplier 9 has two currencies\n"
                  + "  row 17: EUR, row 18: USD");
    }
  }

  @Test
  void withoutTheLogOfAGoodRunNothingIsSaidToBeNew() {
    try (House house = House.in(home).job("prices").open()) {
      house.runner.does(
          "prices",
          log -> {
            log.line("ERROR the price list has two currencies");
            throw new IllegalStateException("stopped");
          });
      house.run("prices").ticks(4, Duration.ofSeconds(30));

      assertThat(diagnosed(house)).doesNotContain("no good run");
    }
  }

  private static String diagnosed(House house) {
    return house.events.stream()
        .filter(event -> event.step() == HealingEvent.Step.DIAGNOSED)
        .map(HealingEvent::text)
        .findFirst()
        .orElseThrow();
  }

  private static void routine(HandRunner.Log log, int run) {
    log.line("2026-03-02T12:00:00.00" + run + "Z INFO run " + run);
    log.line("ERROR no cache, goes on without; took " + run + " ms");
  }
}
