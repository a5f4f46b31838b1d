package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.job.JobDefinition;
import io.healing.core.HealingEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  @TempDir Path home;

  @Test
  void whatBeginsSoonAfterADeployIsTracedToIt() {
    try (House house = House.in(home).job("report").open()) {
      house.run("report").tick(Duration.ofHours(1));
      house.healing.changed(ChangeEvent.deploy("2.3.1", house.now()).by("ci"));
      house.tick(Duration.ofMinutes(4));
      fails(house, "report");
      house.ticks(4, HALF_A_MINUTE);

      assertThat(diagnosed(house, "report"))
          .isEqualTo(
              """
              It began 4 min after deploy 2.3.1 (0.60)
              deploy 2.3.1 at 2026-03-02T13:00:00Z by ci
              The last good run began before it, at 2026-03-02T12:00:00Z\
              """);
    }
  }

  @Test
  void aChangeOfWhatTheJobUsesComesBeforeANewerOneOfTheWholeProgram() {
    try (House house = House.in(home).job(using("report", "database:main")).open()) {
      house.run("report").tick(Duration.ofHours(1));
      house.healing.changed(
          ChangeEvent.configuration("pool of 5", house.now()).touching("database:main"));
      house.healing.changed(
          ChangeEvent.configuration("font size", house.now()).touching("printer"));
      house.tick(Duration.ofMinutes(1));
      house.healing.changed(ChangeEvent.deploy("2.3.1", house.now()));
      house.tick(Duration.ofMinutes(1));
      fails(house, "report");
      house.ticks(4, HALF_A_MINUTE);

      assertThat(diagnosed(house, "report"))
          .startsWith("It began 2 min after the configuration change \"pool of 5\" (0.75)")
          .contains("The change concerns database:main, which report uses");
      assertThat(stored(house)).contains("deploy 2.3.1").doesNotContain("font size");
    }
  }

  @Test
  void aJobThatWasWellSinceTheChangeIsNotTracedToIt() {
    try (House house = House.in(home).job("report").open()) {
      house.healing.changed(ChangeEvent.deploy("2.3.1", house.now()));
      house.tick(Duration.ofMinutes(1));
      house.run("report").tick(Duration.ofMinutes(1));
      fails(house, "report");
      house.ticks(4, HALF_A_MINUTE);

      assertThat(diagnosed(house, "report")).isEqualTo("unknown");
      assertThat(stored(house)).contains("A run since then was good");
    }
  }

  @Test
  void whatSickJobsShareIsNamed() {
    try (House house =
        House.in(home)
            .job(using("orders", "database:main"))
            .job(using("prices", "database:main"))
            .job(using("report", "database:main", "printer"))
            .open()) {
      fails(house, "orders");
      fails(house, "prices");
      fails(house, "report");
      house.ticks(8, HALF_A_MINUTE);

      assertThat(diagnosed(house, "@component/database:main"))
          .startsWith(
              "database:main is the common cause: 3 jobs that use it went wrong (1.00)\n"
                  + "3 of 3 jobs that use database:main and ran since it began went wrong: orders,"
                  + " prices, report")
          .contains("on report since");
    }
  }

  @Test
  void secretsInAChangeAreNotStored() {
    try (House house = House.in(home).job("report").open()) {
      house.healing.changed(
          ChangeEvent.configuration("password=hunter2secret", house.now())
              .by("token=abc123def456"));
      house.tick(Duration.ofSeconds(1));

      assertThat(house.store.changes().between(House.NOON, house.now(), 9))
          .singleElement()
          .satisfies(
              change ->
                  assertThat(change.toString()).doesNotContain("hunter2secret", "abc123def456"));
    }
  }

  private static JobConfig using(String job, String... uses) {
    return JobConfig.of(JobDefinition.of(job).withUses(Set.of(uses)));
  }

  private static void fails(House house, String job) {
    house.runner.does(
        job,
        log -> {
          throw new IllegalStateException("nothing to report");
        });
    house.run(job);
  }

  private static String diagnosed(House house, String job) {
    return house.events.stream()
        .filter(event -> event.step() == HealingEvent.Step.DIAGNOSED)
        .filter(event -> event.subject().name().equals(job))
        .map(HealingEvent::text)
        .findFirst()
        .orElseThrow();
  }

  private static String stored(House house) {
    return String.valueOf(house.store.incidents().active().get(0).diagnosis());
  }
}
