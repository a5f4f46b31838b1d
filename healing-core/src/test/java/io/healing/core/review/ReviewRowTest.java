package io.healing.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.HeldClock;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.config.LimitsConfig;
import io.healing.api.job.ReviewItem;
import io.healing.api.review.BusinessLog;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewMaterial;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReviewRowTest {
  private static final Instant NOON = Samples.NOON;

  private final HeldClock clock = HeldClock.at(NOON);
  private final Reviewing reviewing =
      new Reviewing(
          InMemoryStore.create(), clock, UnaryOperator.identity(), LimitsConfig.defaults());
  private final HealingReview began = reviewing.started(Subject.job("report"));

  @Test
  void theCountersOfAReviewAreWhatWasReallyRead() {
    clock.advance(Duration.ofMillis(40));
    ReviewMaterial read =
        new ReviewMaterial(
            List.of(Samples.run(1, "report", NOON)),
            List.of("a", "b"),
            List.of(new ReviewItem("c", NOON, "d")),
            List.of(),
            List.of("late", "failed"),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            new BusinessLog(List.of("{}", "{}", "{}"), "", ""),
            List.of(Samples.run(1, "report", NOON), Samples.run(0, "report", NOON)),
            List.of());
    assertThat(reviewing.completed(began, read, new Findings(2, 1, 77L)))
        .isEqualTo(
            new HealingReview(
                0,
                "report",
                NOON,
                NOON.plusMillis(40),
                "completed",
                1,
                5,
                1,
                2,
                2,
                1,
                null,
                40L,
                77L,
                NOON));
  }

  @Test
  void aReviewThatWasInterruptedHasFailed() {
    assertThat(began.status()).isEqualTo("running");
    clock.advance(Duration.ofSeconds(2));
    HealingReview row = reviewing.failed(began, "interrupted");
    assertThat(row.status()).isEqualTo("failed");
    assertThat(row.errorMessage()).isEqualTo("interrupted");
    assertThat(row.finishedAt()).isEqualTo(NOON.plusSeconds(2));
    assertThat(row.analysisDurationMs()).isEqualTo(2_000L);
  }
}
