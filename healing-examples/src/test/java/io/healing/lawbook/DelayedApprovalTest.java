package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person approves before its time waits for its time, and is told once. */
class DelayedApprovalTest {
  private static final String JOB = "rates";

  @TempDir Path home;

  @Test
  void anApprovedRunWaitsAsLongAsTheServiceAskedForAndIsTriedOnce() {
    try (House house = House.in(home).job(JobConfig.of(JobDefinition.of(JOB))).open()) {
      house.runner.does(
          JOB,
          log -> {
            throw new IllegalStateException("HTTP 429, retry-after: 1800");
          });
      house.run(JOB).tick(Duration.ofSeconds(31));
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      house.admin().approve(seen.row().id(), House.hash(seen), "anna");

      house.ticks(120, Duration.ofSeconds(10));

      assertThat(house.runner.orders).isEmpty();
      String topic = "s" + seen.row().id();
      assertThat(house.decisions(JOB))
          .filteredOn(decision -> decision.topic().equals(topic))
          .singleElement()
          .satisfies(d -> assertThat(d.reason()).isEqualTo(BlockReason.COOL_DOWN));
      assertThat(house.mailbox.received).noneMatch(told -> told.title().startsWith("Trying"));

      house.ticks(70, Duration.ofSeconds(10));

      assertThat(house.runner.orders).containsExactly(JOB);
      assertThat(house.mailbox.received)
          .filteredOn(told -> told.title().startsWith("Trying"))
          .hasSize(1);
    }
  }
}
