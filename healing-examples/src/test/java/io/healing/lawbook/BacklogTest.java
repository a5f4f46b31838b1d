package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Law 7: many sick jobs at once are mended within the bounds that hold over all of them. */
class BacklogTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int WIDE = 1_000;

  @TempDir Path home;

  /** So many jobs that may be mended, with no bound in the way but those that are given. */
  private House house(int jobs, UnaryOperator<LimitsConfig> bounds) {
    SelfHealingConfig healed =
        SelfHealingConfig.defaults()
            .withEnabled(true)
            .withRemediation(
                HealingRemediationConfig.defaults().withAllowedActions(List.of("edit_config")));
    House.Plan plan =
        House.in(home).root(root -> root.withLimits(bounds.apply(open(root.limits()))));
    for (int i = 0; i < jobs; i++) {
      JobConfig job = BrokenConfig.job(home, "job" + i);
      plan.job(job.withSelfHealing(healed));
    }
    return plan.open();
  }

  private static LimitsConfig open(LimitsConfig limits) {
    LimitsConfig calm = Changed.in(limits, "stormSubjects", WIDE);
    LimitsConfig wide = Changed.in(calm, "blastRadiusSubjects", WIDE);
    return Changed.in(wide, "actionsPerHour", WIDE);
  }

  /** So many of the jobs run well and are then broken while Healing is paused; then it resumes. */
  private static void fallSick(House house, int jobs) {
    for (int i = 0; i < jobs; i++) {
      BrokenConfig.settleIn(house, "job" + i);
    }
    house.admin().pause("release night", "ben");
    house.tick(Duration.ofMinutes(5));
    for (int i = 0; i < jobs; i++) {
      house.write(BrokenConfig.file("job" + i), BrokenConfig.BAD);
    }
    house.tick(Duration.ofMinutes(5));
    for (int i = 0; i < jobs; i++) {
      house.run("job" + i);
    }
    house.ticks(5, MINUTE);
    assertThat(house.admin().actions()).isEmpty();
    house.admin().resume();
  }

  private static long mended(House house, int jobs) {
    return java.util.stream.IntStream.range(0, jobs)
        .filter(i -> house.read(BrokenConfig.file("job" + i)).equals(BrokenConfig.GOOD))
        .count();
  }

  @Test
  void afterAPauseABacklogOfThirtySickJobsIsMendedWithinTheRateAndInTheEndAllOfIt() {
    int jobs = 30;
    int most = 7;
    try (House house = house(jobs, limits -> Changed.in(limits, "actionsPerHour", most))) {
      fallSick(house, jobs);
      house.ticks(55, MINUTE);
      assertThat(mended(house, jobs)).isEqualTo(most);
      assertThat(house.admin().incidents()).filteredOn(i -> i.subject().isJob()).hasSize(jobs);

      house.ticks(5 * 60, MINUTE);

      assertThat(mended(house, jobs)).isEqualTo(jobs);
      assertThat(house.admin().actions()).as("none twice").hasSize(jobs);
      List<Instant> begun =
          house.admin().actions().stream().map(a -> a.row().createdAt()).sorted().toList();
      for (int i = most; i < jobs; i++) {
        assertThat(Duration.between(begun.get(i - most), begun.get(i)))
            .as("any %s in a row take more than an hour", most + 1)
            .isGreaterThanOrEqualTo(HOUR);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 3", "4, 3", "5, 3"})
  void actionsAnHourAreBoundedAtThreeAndTheOthersWaitForTheNextHour(int sick, int within) {
    try (House house = house(10, limits -> Changed.in(limits, "actionsPerHour", 3))) {
      fallSick(house, sick);
      house.ticks(55, MINUTE);

      assertThat(mended(house, sick)).isEqualTo(within);
      assertThat(told(house, BlockReason.RATE_LIMIT)).isEqualTo(sick > within);

      house.ticks(15, MINUTE);

      assertThat(mended(house, sick)).isEqualTo(sick);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // of ten jobs two are a fifth: below, at and above both bounds
    "10, 1, 1",
    "10, 2, 2",
    "10, 3, 2",
    // of fifteen jobs three are a fifth: above the number, at and above the share
    "15, 3, 3",
    "15, 4, 3",
    // of four jobs two are half: above the share, at and above the number
    "4, 2, 2",
    "4, 3, 2"
  })
  void noMoreSubjectsAreChangedWithinAnHourThanBothBoundsAllow(int jobs, int sick, int within) {
    try (House house = house(jobs, limits -> Changed.in(limits, "blastRadiusSubjects", 2))) {
      assertThat(LimitsConfig.defaults().blastRadiusPercent()).isEqualTo(20);
      fallSick(house, sick);
      house.ticks(55, MINUTE);

      assertThat(mended(house, sick)).isEqualTo(within);
      assertThat(told(house, BlockReason.BLAST_RADIUS)).isEqualTo(sick > within);

      house.ticks(15, MINUTE);

      assertThat(mended(house, sick)).isEqualTo(sick);
    }
  }

  private static boolean told(House house, BlockReason reason) {
    int jobs = Math.min(10, house.manual.healing().status().jobs());
    return java.util.stream.IntStream.range(0, jobs)
        .anyMatch(i -> house.admin().why("job" + i).contains(reason.sentence()));
  }
}
