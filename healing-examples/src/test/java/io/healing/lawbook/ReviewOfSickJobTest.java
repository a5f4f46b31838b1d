package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.IncidentState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A review waits while something is being mended, and not for as long as the job is sick. */
class ReviewOfSickJobTest {
  private static final String JOB = "import";

  @TempDir Path home;

  private House open() {
    JobConfig job =
        BrokenConfig.job(home, JOB)
            .withSelfHealing(
                SelfHealingConfig.defaults()
                    .withEnabled(true)
                    .withRemediation(
                        HealingRemediationConfig.defaults()
                            .withAllowedActions(List.of("edit_config"))));
    return House.in(home).job(job).open();
  }

  private static long proactive(House house) {
    return house.store.reviews().lastProactive(JOB).map(review -> 1L).orElse(0L);
  }

  @Test
  void aReviewWaitsForTheProofOfARepairAndNotForTheEndOfTheIncident() {
    try (House house = open()) {
      BrokenConfig.happen(house, JOB);
      house.tick(Duration.ofSeconds(31));
      assertThat(house.admin().incidents())
          .anyMatch(incident -> incident.state() == IncidentState.VERIFYING);
      house.healing.review(JOB, true);
      house.tick(Duration.ofSeconds(61));
      assertThat(proactive(house)).as("while the repair is to be proved").isZero();

      house.write(BrokenConfig.file(JOB), BrokenConfig.BAD);
      house.run(JOB).ticks(6, Duration.ofSeconds(31));

      assertThat(house.admin().incidents())
          .anyMatch(incident -> !incident.recoveryActions().isEmpty());
      assertThat(proactive(house)).as(house.admin().why(JOB)).isEqualTo(1);
    }
  }
}
