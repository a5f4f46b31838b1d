package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job declares as its own is made with the defaults, also when nothing was made yet. */
class OwnDirectoryTest {
  private static final String JOB = "report";

  @TempDir Path home;

  @Test
  void aDeclaredDirectoryOfWhichTwoLevelsAreMissingIsMade() {
    Path reports = home.resolve("out/reports");
    try (House house = House.in(home).job(job(List.of(reports))).open()) {
      failOn(house, reports);

      assertThat(reports).as(house.admin().why(JOB)).isDirectory();
      house.tick(Duration.ofSeconds(1)).run(JOB).tick(Duration.ofSeconds(31));
      assertThat(house.admin().actions())
          .singleElement()
          .satisfies(
              action ->
                  assertThat(action.detail().verification().state())
                      .isEqualTo(VerificationState.VERIFIED));
    }
  }

  @Test
  void aDirectoryThatNobodyDeclaredIsNot() {
    Path reports = home.resolve("out/reports");
    try (House house = House.in(home).job(job(List.of(home.resolve("other")))).open()) {
      failOn(house, reports);

      assertThat(home.resolve("out")).doesNotExist();
    }
  }

  private static JobConfig job(List<Path> files) {
    SelfHealingConfig defaults = SelfHealingConfig.defaults();
    return JobConfig.of(JobDefinition.of(JOB).withFiles(files))
        .withSelfHealing(
            defaults
                .withEnabled(true)
                .withRemediation(
                    defaults.remediation().withAllowedActions(List.of("create_directory"))));
  }

  private static void failOn(House house, Path reports) {
    house.runner.does(JOB, log -> Files.writeString(reports.resolve("today.csv"), "a;b"));
    house.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofSeconds(31));
  }
}
