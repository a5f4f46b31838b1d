package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.job.SlaConfig;
import io.healing.api.review.HealingMode;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewFrequency;
import io.healing.api.review.ReviewScheduleConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reviews that no failure asks for: when they take place, what they read, what comes of them. */
class ReviewsTest extends ReviewedHouse {
  private static List<Instant> startsOver(House house, int hours) {
    for (int i = 0; i < hours; i++) {
      house.tick(Duration.ofHours(1));
    }
    List<Instant> starts =
        new ArrayList<>(proactive(house).stream().map(HealingReview::startedAt).toList());
    java.util.Collections.reverse(starts);
    return starts;
  }

  @Test
  void aDailyReviewTakesPlaceOnceADayAndNotOnTheDayOfEnabling() {
    Instant early = Instant.parse("2026-03-02T01:00:00Z");
    try (House house = House.in(home).job(job(proactive(AT_THREE))).from(early).open()) {
      assertThat(startsOver(house, 60))
          .containsExactly(
              Instant.parse("2026-03-03T03:00:00Z"), Instant.parse("2026-03-04T03:00:00Z"));
    }
  }

  @Test
  void aRestartNeitherRepeatsNorForgetsAReview() {
    Instant due = Instant.parse("2026-03-03T03:00:00Z");
    try (House first = House.in(home).job(job(proactive(AT_THREE))).open()) {
      assertThat(startsOver(first, 16)).containsExactly(due);
    }
    try (House second =
        House.in(home).job(job(proactive(AT_THREE))).from(due.plusSeconds(7200)).open()) {
      assertThat(startsOver(second, 5)).as("not repeated").containsExactly(due);
    }
    Instant late = Instant.parse("2026-03-05T11:00:00Z");
    try (House third = House.in(home).job(job(proactive(AT_THREE))).from(late).open()) {
      assertThat(startsOver(third, 2))
          .as("what was missed meanwhile is made up for once")
          .hasSize(2)
          .endsWith(late.plusSeconds(3600));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Europe/Berlin skips 02:30 on 29 March and has it twice on 25 October 2026.
    "2026-03-27T12:00:00Z, 72, 2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z",
    "2026-10-23T12:00:00Z, 72, 2026-10-24T00:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z"
  })
  void whenTheClocksChangeAReviewIsNeitherLostNorDoubled(Instant from, int hours, String due) {
    ReviewScheduleConfig berlin = AT_THREE.withZone("Europe/Berlin").withTime("02:30");
    try (House house = House.in(home).job(job(proactive(berlin))).from(from).open()) {
      for (int i = 0; i < hours * 2; i++) {
        house.tick(Duration.ofMinutes(30));
      }
      assertThat(proactive(house))
          .extracting(HealingReview::startedAt)
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(due.split(" ")).map(Instant::parse).toList());
    }
  }

  @Test
  void dayZeroIsSundayAndTheFirstOfMarchIsAMonthAfterTheFirstOfFebruary() {
    ReviewScheduleConfig weekly = AT_THREE.withFrequency(ReviewFrequency.WEEKLY).withDay(0);
    try (House house = House.in(home).job(job(proactive(weekly))).open()) {
      assertThat(startsOver(house, 24 * 8)).containsExactly(Instant.parse("2026-03-08T03:00:00Z"));
    }
    ReviewScheduleConfig monthly = AT_THREE.withFrequency(ReviewFrequency.MONTHLY);
    Instant january = Instant.parse("2026-01-31T12:00:00Z");
    Path other = home.resolve("monthly");
    assertThat(other.toFile().mkdir()).isTrue();
    try (House house = House.in(other).job(job(proactive(monthly))).from(january).open()) {
      assertThat(startsOver(house, 24 * 30))
          .containsExactly(
              Instant.parse("2026-02-01T03:00:00Z"), Instant.parse("2026-03-01T03:00:00Z"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"manual", "on_failure", "on_sla_breach"})
  void whatIsNotByTheCalendarIsNeverDue(String word) {
    ReviewFrequency frequency = ReviewFrequency.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    try (House house =
        House.in(home).job(job(proactive(AT_THREE.withFrequency(frequency)))).open()) {
      assertThat(startsOver(house, 60)).isEmpty();
    }
  }

  @Test
  void aJobThatIsOffOrOnlyReactiveHasNoCalendar() {
    SelfHealingConfig on = proactive(AT_THREE);
    for (SelfHealingConfig config :
        List.of(on.withEnabled(false), on.withMode(HealingMode.REACTIVE))) {
      Path other = home.resolve("house" + config.enabled());
      assertThat(other.toFile().mkdir()).isTrue();
      try (House house = House.in(other).job(job(config)).open()) {
        assertThat(startsOver(house, 60)).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "3, 1", "4, 1"})
  void withFewerRunsThanMinRunsTheDueTimeIsOver(int runs, int reviews) {
    try (House house = House.in(home).job(job(proactive(AT_THREE.withMinRuns(3)))).open()) {
      for (int i = 0; i < runs; i++) {
        house.run(JOB);
      }
      assertThat(startsOver(house, 20)).hasSize(reviews);
      if (reviews == 0) {
        assertThat(house.admin().why(JOB)).contains(BlockReason.TOO_FEW_RUNS.sentence());
        house.healing.review(JOB, false);
        house.tick(Duration.ofSeconds(1));
        assertThat(proactive(house)).isEmpty();
        house.healing.review(JOB, true);
        house.tick(Duration.ofSeconds(1));
        assertThat(proactive(house)).as("unless a person insists").hasSize(1);
      }
    }
  }

  @Test
  void aFailureStartsAReviewOnlyWhereTheFrequencySaysSo() {
    for (ReviewFrequency frequency :
        List.of(ReviewFrequency.ON_FAILURE, ReviewFrequency.ON_SLA_BREACH)) {
      Path other = home.resolve(frequency.word());
      assertThat(other.toFile().mkdir()).isTrue();
      try (House house =
          House.in(other).job(job(proactive(AT_THREE.withFrequency(frequency)))).open()) {
        house.runner.does(
            JOB,
            log -> {
              throw new IllegalStateException("odd");
            });
        house.run(JOB).tick(Duration.ofSeconds(11));
        int expected = frequency == ReviewFrequency.ON_FAILURE ? 1 : 0;
        assertThat(kinds(house, "proactive")).isEqualTo(expected);
      }
    }
  }

  @Test
  void aBreachThatGoesOnIsNotReviewedAgainByTheNextProcess() {
    JobConfig breaching =
        job(proactive(AT_THREE.withFrequency(ReviewFrequency.ON_SLA_BREACH)))
            .withSla(SlaConfig.defaults().withEnabled(true).withMaxConsecutiveFailures(1));
    Instant end;
    try (House first = House.in(home).job(breaching).open()) {
      first.runner.does(
          JOB,
          log -> {
            throw new IllegalStateException("odd");
          });
      first.run(JOB).run(JOB).run(JOB).ticks(6, Duration.ofSeconds(31));
      assertThat(first.admin().incidents())
          .extracting(incident -> incident.findingId())
          .contains("job.sla");
      assertThat(kinds(first, "proactive")).isEqualTo(1);
      end = first.now();
    }
    try (House second = House.in(home).job(breaching).from(end).open()) {
      second.ticks(6, Duration.ofSeconds(31));
      assertThat(kinds(second, "proactive")).isEqualTo(1);
    }
  }

  @Test
  void aBrokenAgreementStartsOneReviewWhereTheFrequencySaysSoAndOneKeptStartsNone() {
    ReviewScheduleConfig onBreach = AT_THREE.withFrequency(ReviewFrequency.ON_SLA_BREACH);
    JobConfig agreed = job(proactive(onBreach)).withSla(SlaConfig.defaults().withEnabled(true));
    try (House house = House.in(home).job(agreed).open()) {
      house.run(JOB).ticks(3, Duration.ofSeconds(31));
      assertThat(kinds(house, "proactive")).as("the agreement is kept").isZero();

      house.runner.does(
          JOB,
          log -> {
            throw new IllegalStateException("odd");
          });
      house.run(JOB).ticks(3, Duration.ofSeconds(31));
      assertThat(house.admin().incidents()).extracting(Incident::findingId).contains("job.sla");
      assertThat(kinds(house, "proactive")).isEqualTo(1);

      house.run(JOB).ticks(3, Duration.ofSeconds(31));
      assertThat(kinds(house, "proactive")).as("it is the same breach").isEqualTo(1);
    }
  }

  private static long kinds(House house, String kind) {
    return house.admin().reviews().stream()
        .map(review -> house.store.reviews().find(review.id()).orElseThrow())
        .filter(entry -> entry.detail().kind().word().equals(kind))
        .count();
  }

  @Test
  void whoAsksForAReviewWhileOneRunsGetsThatOne() {
    Asking asking = new Asking();
    try (House house = House.in(home).job(job(proactive(AT_THREE))).plugin(asking).open()) {
      asking.wish = () -> house.healing.review(JOB, true);
      house.healing.review(JOB, true);
      house.healing.review(JOB, true);
      house.tick(Duration.ofSeconds(1)).tick(Duration.ofSeconds(11));
      assertThat(proactive(house)).hasSize(1);
    }
  }

  /** Wants another review of the same job while it is asked for the first. */
  private static final class Asking implements Analyzer {
    private Runnable wish = () -> {};

    @Override
    public String id() {
      return "acme.asking";
    }

    @Override
    public Analysis analyze(AnalysisRequest request) {
      wish.run();
      return Analysis.none();
    }
  }

  @Test
  void twoJobsAreReviewedOneAfterTheOther() {
    try (House house = House.in(home).job(job(proactive(AT_THREE))).job("other").open()) {
      house.healing.review(JOB, true);
      house.healing.review("other", true);
      house.tick(Duration.ofSeconds(1)).tick(Duration.ofSeconds(1));
      assertThat(house.admin().reviews()).hasSize(2).allMatch(r -> r.status().equals("completed"));
      assertThat(house.store.reviews().running()).isEmpty();
    }
  }

  @Test
  void aReviewWaitsWhileARepairOfTheSameJobIsJudged() {
    try (House house =
        House.in(home)
            .job(
                BrokenConfig.job(home, JOB)
                    .withSelfHealing(
                        proactive(AT_THREE)
                            .withRemediation(
                                HealingRemediationConfig.defaults()
                                    .withAllowedActions(List.of("edit_config")))))
            .open()) {
      BrokenConfig.happen(house, JOB);
      assertThat(house.admin().actions()).hasSize(1);
      house.healing.review(JOB, true);
      house.tick(Duration.ofSeconds(11));
      assertThat(kinds(house, "proactive")).isZero();
      assertThat(house.admin().why(JOB)).contains(BlockReason.BUSY.sentence());

      house.tick(Duration.ofMinutes(2)).run(JOB).ticks(4, Duration.ofSeconds(61));

      assertThat(house.admin().incidents()).isEmpty();
      assertThat(kinds(house, "proactive")).as("and then it takes place").isEqualTo(1);
    }
  }
}
