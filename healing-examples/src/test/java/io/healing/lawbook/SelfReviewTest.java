package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Subject;
import io.healing.api.config.LearningConfig;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.review.HealingReview;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionEntry;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Healing reviews itself once a week: it proposes with figures and applies nothing. */
class SelfReviewTest {
  private static final String SELF = "@healing/self";

  @TempDir Path home;

  private static List<HealingReview> reviews(House house) {
    return house.admin().reviews().stream().filter(r -> r.jobId().equals(SELF)).toList();
  }

  private static List<SuggestionEntry> proposed(House house) {
    return house.admin().suggestions(SuggestionStatus.PENDING).stream()
        .filter(entry -> entry.row().jobId().equals(SELF))
        .toList();
  }

  /** Six times the processors were busy for a moment. */
  private void falseAlarms() {
    try (HealingStore store = SqliteHealingStore.open(home.resolve(House.DATABASE))) {
      for (int i = 0; i < 6; i++) {
        Instant at = House.NOON.minus(Duration.ofHours(6 + i));
        Finding finding =
            Finding.of("host.cpu", Subject.host(), "The processors are busy")
                .withEvidence("value", "91.5");
        Incident alarm = Incident.open("i-0000000" + i, "healing.cpu", "f", finding, at);
        store.incidents().save(alarm.ended(IncidentEnd.RECOVERED, at.plusSeconds(70)));
      }
    }
  }

  @Test
  void itComesOnceAWeekAndARestartNeitherRepeatsNorForgetsIt() {
    Instant later;
    try (House house = House.in(home).open()) {
      house.tick(Duration.ofSeconds(1)).tick(Duration.ofDays(7).minusSeconds(20));
      assertThat(reviews(house)).isEmpty();
      house.tick(Duration.ofSeconds(30));
      assertThat(reviews(house)).extracting(HealingReview::status).containsExactly("completed");
      house.tick(Duration.ofDays(3));
      later = house.now();
    }
    try (House house = House.in(home).from(later).open()) {
      house.tick(Duration.ofDays(3));
      assertThat(reviews(house)).hasSize(1);
      house.tick(Duration.ofDays(1).plusMinutes(1));
      assertThat(reviews(house)).hasSize(2);
    }
  }

  @Test
  void aRestartBeforeTheFirstOneDoesNotPutItOff() {
    for (int day = 0; day < 6; day += 2) {
      try (House house = House.in(home).from(House.NOON.plus(Duration.ofDays(day))).open()) {
        house.tick(Duration.ofHours(1));
        assertThat(reviews(house)).isEmpty();
      }
    }
    try (House house = House.in(home).from(House.NOON.plus(Duration.ofDays(8))).open()) {
      house.tick(Duration.ofMinutes(1));
      assertThat(reviews(house)).hasSize(1);
    }
  }

  @Test
  void aThresholdThatRaisedFalseAlarmsIsProposedOtherwiseWithItsFiguresAndNeverApplied() {
    falseAlarms();
    try (House house = House.in(home).open()) {
      house.healing.review(SELF, false);
      house.ticks(3, Duration.ofSeconds(10));
      assertThat(reviews(house)).hasSize(1);
      SuggestionEntry only = proposed(house).get(0);
      assertThat(proposed(house)).hasSize(1);
      assertThat(only.detail().plan()).as("advice").isNull();
      assertThat(only.row().description()).contains("6 incidents host.cpu ended by themselves");
      assertThat(only.row().suggestedChange())
          .isEqualTo("self_healing.error_detection.threshold_cpu: 91.5");
      assertThatThrownBy(() -> house.admin().approve(only, "anna"))
          .hasMessageContaining("s" + only.row().id());
      house.ticks(3, Duration.ofDays(1));
      assertThat(house.admin().actions()).isEmpty();
      assertThat(house.admin().why(SELF)).contains("this needs a person");
    }
  }

  @Test
  void aWishFromAnotherProcessIsTakenUpAndTheSameIsNotProposedTwice() {
    falseAlarms();
    try (House house = House.in(home).open()) {
      for (int i = 0; i < 2; i++) {
        house.admin().review(SELF, true);
        house.ticks(3, Duration.ofSeconds(10));
      }
      assertThat(reviews(house)).hasSize(2);
      assertThat(proposed(house)).hasSize(1);
    }
  }

  @Test
  void withContinuousImprovementOffItIsNotRun() {
    falseAlarms();
    LearningConfig off = LearningConfig.defaults().withContinuousImprovement(false);
    try (House house = House.in(home).root(root -> root.withLearning(off)).open()) {
      house.tick(Duration.ofDays(8)).tick(Duration.ofDays(8));
      assertThat(reviews(house)).isEmpty();
      assertThatThrownBy(() -> house.healing.review(SELF, true))
          .hasMessageContaining("continuous_improvement: false");
      assertThatThrownBy(() -> house.admin().review(SELF, true))
          .hasMessageContaining("continuous_improvement: false");
    }
  }
}
