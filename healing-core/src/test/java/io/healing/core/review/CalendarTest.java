package io.healing.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.HeldClock;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.review.HealingMode;
import io.healing.api.review.ReviewFrequency;
import io.healing.api.review.ReviewScheduleConfig;
import io.healing.core.store.InMemoryStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CalendarTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private final Reviewing reviewing =
      new Reviewing(
          InMemoryStore.create(),
          HeldClock.atNoon(),
          UnaryOperator.identity(),
          LimitsConfig.defaults());

  private static SelfHealingConfig config(ReviewFrequency frequency, String zone) {
    return SelfHealingConfig.defaults()
        .withEnabled(true)
        .withMode(HealingMode.PROACTIVE)
        .withReviewSchedule(
            ReviewScheduleConfig.defaults().withFrequency(frequency).withZone(zone));
  }

  private static SelfHealingConfig with(
      SelfHealingConfig config, UnaryOperator<ReviewScheduleConfig> change) {
    return config.withReviewSchedule(change.apply(config.reviewSchedule()));
  }

  private Optional<Instant> due(SelfHealingConfig config, String last, String now) {
    Instant before = last == null ? null : Instant.parse(last);
    return reviewing.due(config, before, LONG_AGO, Instant.parse(now));
  }

  private static Optional<Instant> at(String instant) {
    return Optional.ofNullable(instant).map(Instant::parse);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-01T03:00:00Z,2026-11-02T02:59:59Z,", // not yet
    "2026-11-01T03:00:00Z,2026-11-02T03:00:00Z,2026-11-02T03:00:00Z", // now
    "2026-11-01T03:00:00Z,2026-11-02T23:00:00Z,2026-11-02T03:00:00Z", // late, and not forgotten
    "2026-11-02T03:00:00Z,2026-11-02T23:00:00Z,", // and not repeated after a restart
    "2026-11-02T12:00:00Z,2026-11-03T03:00:00Z,2026-11-03T03:00:00Z", // and does not drift
    "2026-10-20T03:00:00Z,2026-11-02T12:00:00Z,2026-11-02T03:00:00Z", // once for many missed
    ",2026-11-02T01:00:00Z,2026-11-01T03:00:00Z" // the first one
  })
  void dailyIsDueAtItsTime(String last, String now, String due) {
    assertThat(due(config(ReviewFrequency.DAILY, "UTC"), last, now)).isEqualTo(at(due));
  }

  /** 1 November 2026 is a Sunday; originals fired day 0 on Monday. */
  @ParameterizedTest
  @CsvSource({
    "0,2026-11-01",
    "1,2026-11-02",
    "2,2026-11-03",
    "3,2026-11-04",
    "4,2026-11-05",
    "5,2026-11-06",
    "6,2026-10-31"
  })
  void weeklyCountsTheDaysFromSunday(int day, String date) {
    SelfHealingConfig weekly =
        with(config(ReviewFrequency.WEEKLY, "UTC"), schedule -> schedule.withDay(day));
    Instant due = Instant.parse(date + "T03:00:00Z");
    assertThat(reviewing.due(weekly, null, LONG_AGO, due)).contains(due);
    assertThat(reviewing.due(weekly, due, LONG_AGO, due.plusSeconds(6 * 86_400))).isEmpty();
    assertThat(reviewing.due(weekly, due, LONG_AGO, due.plusSeconds(7 * 86_400 - 1))).isEmpty();
    assertThat(reviewing.due(weekly, due, LONG_AGO, due.plusSeconds(7 * 86_400)))
        .contains(due.plusSeconds(7 * 86_400));
  }

  @ParameterizedTest
  @CsvSource({
    "1,2026-02-01T03:00:00Z,2026-03-01T03:00:00Z,2026-03-01T03:00:00Z", // 28 days later
    "1,2026-02-01T03:00:00Z,2026-03-01T02:59:59Z,",
    "28,2026-01-28T03:00:00Z,2026-02-28T04:00:00Z,2026-02-28T03:00:00Z",
    "28,2026-02-28T03:00:00Z,2026-03-27T04:00:00Z,",
    "15,2025-12-15T03:00:00Z,2026-01-20T00:00:00Z,2026-01-15T03:00:00Z"
  })
  void monthlyGoesByTheCalendar(int day, String last, String now, String due) {
    SelfHealingConfig monthly =
        with(config(ReviewFrequency.MONTHLY, "UTC"), schedule -> schedule.withDayOfMonth(day));
    assertThat(due(monthly, last, now)).isEqualTo(at(due));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-02T10:00:00Z,2026-11-02T10:30:00Z,",
    "2026-11-02T08:30:00Z,2026-11-02T10:30:00Z,2026-11-02T10:00:00Z",
    "2026-11-02T10:00:00Z,2026-11-02T10:59:59Z,",
    "2026-11-02T10:00:00Z,2026-11-02T11:00:00Z,2026-11-02T11:00:00Z"
  })
  void hourlyIsDueAtFullHours(String last, String now, String due) {
    assertThat(due(config(ReviewFrequency.HOURLY, "UTC"), last, now)).isEqualTo(at(due));
  }

  @ParameterizedTest
  @EnumSource(names = {"MANUAL", "ON_FAILURE", "ON_SLA_BREACH"})
  void othersAreNeverDueByTheCalendar(ReviewFrequency frequency) {
    assertThat(due(config(frequency, "UTC"), null, "2026-11-02T12:00:00Z")).isEmpty();
  }

  @Test
  void aJobThatIsOffOrReactiveIsNeverDue() {
    SelfHealingConfig daily = config(ReviewFrequency.DAILY, "UTC");
    String now = "2026-11-02T12:00:00Z";
    assertThat(due(daily, null, now)).isPresent();
    assertThat(due(daily.withEnabled(false), null, now)).isEmpty();
    assertThat(due(daily.withMode(HealingMode.REACTIVE), null, now)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"HOURLY", "DAILY", "WEEKLY", "MONTHLY"})
  void switchingAJobOnFiresNoneThatDay(ReviewFrequency frequency) {
    SelfHealingConfig config =
        with(
            config(frequency, "UTC"),
            schedule -> schedule.withDay(1).withDayOfMonth(2).withTime("13:00"));
    Instant enabled = Instant.parse("2026-11-02T12:00:00Z");
    Instant later = Instant.parse("2026-11-02T23:59:00Z");
    Instant dayBefore = enabled.minusSeconds(12 * 3_600 + 1);
    assertThat(reviewing.due(config, null, enabled, later)).isEmpty();
    assertThat(reviewing.due(config, null, dayBefore, later)).isPresent();
  }

  @Test
  void theDayOfSwitchingOnIsThatOfTheZone() {
    SelfHealingConfig tokyo = config(ReviewFrequency.DAILY, "Asia/Tokyo");
    Instant enabled = Instant.parse("2026-11-01T14:00:00Z"); // 23:00 of the 1st in Tokyo
    Instant now = Instant.parse("2026-11-01T18:00:00Z"); // 03:00 of the 2nd in Tokyo
    assertThat(reviewing.due(tokyo, null, enabled, now)).contains(now);
  }

  /** Berlin skips 02:30 on 29 March 2026 and has it twice on 25 October 2026. */
  @Test
  void aSkippedTimeIsDueAtTheNextValidInstantAndADoubledOneOnce() {
    SelfHealingConfig berlin =
        with(config(ReviewFrequency.DAILY, "Europe/Berlin"), s -> s.withTime("02:30"));
    assertThat(due(berlin, "2026-03-28T01:30:00Z", "2026-03-29T00:59:59Z")).isEmpty();
    assertThat(due(berlin, "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z"))
        .contains(Instant.parse("2026-03-29T01:00:00Z"));
    assertThat(due(berlin, "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z"))
        .contains(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(due(berlin, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4,true", "5,false", "6,false"})
  void withTooFewRunsADueTimeIsOver(int ended, boolean over) {
    Optional<Decision> decision = reviewing.tooFewRuns(config(ReviewFrequency.DAILY, "UTC"), ended);
    assertThat(decision.isPresent()).isEqualTo(over);
    decision.ifPresent(
        no -> {
          assertThat(no.reason()).contains(BlockReason.TOO_FEW_RUNS);
          assertThat(no.detail()).contains("4 ended", "5");
        });
  }

  @ParameterizedTest
  @EnumSource
  void anEventStartsOnlyWhatWaitsForIt(ReviewFrequency event) {
    boolean isEvent = event == ReviewFrequency.ON_FAILURE || event == ReviewFrequency.ON_SLA_BREACH;
    for (ReviewFrequency configured : ReviewFrequency.values()) {
      SelfHealingConfig config = config(configured, "UTC");
      boolean starts = isEvent && configured == event;
      assertThat(reviewing.startedBy(config, event)).isEqualTo(starts);
      assertThat(reviewing.startedBy(config.withEnabled(false), event)).isFalse();
      assertThat(reviewing.startedBy(config.withMode(HealingMode.REACTIVE), event)).isFalse();
    }
  }
}
