package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunStart;
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

  private static final String SECRET = "hunter2swordfish";

  private House hung() {
    House house =
        House.in(home)
            .job(JobConfig.of(JobDefinition.of("prices").withMaxDuration(Duration.ofMinutes(10))))
            .open();
    for (int run = 1; run <= 3; run++) {
      int id = run;
      house.runner.does(
          "prices",
          log -> {
            log.line("INFO reading supplier " + id);
            log.line("INFO waiting for the bank");
            log.line("INFO the bank paid " + id + " EUR");
          });
      house.run("prices").tick(Duration.ofMinutes(5));
    }
    house.runner.begin("prices", RunStart.scheduled());
    house.runner.says("prices", "INFO reading supplier 9");
    house.runner.says("prices", "INFO waiting for the bank");
    house.runner.says("prices", "ERROR bank says busy, password=" + SECRET);
    return house.ticks(25, Duration.ofSeconds(30));
  }

  @Test
  void theDiagnosisOfAHungRunShowsWhatAGoodRunLogsNext() {
    try (House house = hung()) {
      assertThat(diagnosed(house))
          .contains("The run hangs")
          .contains("ERROR bank says busy, password=[masked]")
          .contains(
              "Its last line that good runs have (line 2 of 3): INFO waiting for the bank\n"
                  + "The next line of a good run (in 3 of 3 good runs): INFO the bank paid");
    }
  }

  @Test
  void theMessageAboutAHungRunCarriesItsLastLinesRedacted() {
    try (House house = hung()) {
      assertThat(house.mailbox.received)
          .anySatisfy(
              message ->
                  assertThat(message.body())
                      .contains("INFO waiting for the bank")
                      .contains("password=[masked]"))
          .allSatisfy(message -> assertThat(message.body()).doesNotContain(SECRET));
    }
  }

  @Test
  void theMessageAboutAFailedRunCarriesTheTellingLinesRedactedAndCut() {
    try (House house = House.in(home).job("prices").open()) {
      house.runner.does("prices", log -> routine(log, 1));
      house.run("prices").tick(Duration.ofMinutes(5));
      house.runner.does(
          "prices",
          log -> {
            routine(log, 2);
            log.line("ERROR no price, token=" + SECRET + " " + "x".repeat(5_000));
            log.line("INFO closing 3 files");
            for (int i = 0; i < 30; i++) {
              log.line("INFO good night " + i);
            }
            throw new IllegalStateException("stopped");
          });
      house.run("prices").ticks(4, Duration.ofSeconds(30));

      assertThat(house.mailbox.received).isNotEmpty();
      assertThat(house.mailbox.received)
          .anySatisfy(message -> assertThat(message.body()).contains("ERROR no price, token=[mas"))
          .allSatisfy(
              message ->
                  assertThat(message.title() + message.body())
                      .doesNotContain(SECRET)
                      .doesNotContain("x".repeat(400))
                      .hasSizeLessThan(4_000));
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
