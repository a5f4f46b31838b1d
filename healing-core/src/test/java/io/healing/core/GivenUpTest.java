package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobControl.Order;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobStanding;
import io.healing.api.job.ListedRunner;
import io.healing.api.review.SuggestionStatus;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job that its runner gave up is put back alone only where nobody can have meant it. */
class GivenUpTest {
  private static final JobDefinition RATES = JobDefinition.of("rates");

  private final ListedRunner runner =
      new ListedRunner("test").takes(EnumSet.of(Order.RUN, Order.SCHEDULE)).with("rates");
  private final ManualHealing healing =
      Healing.builder()
          .store(InMemoryStore.trusted())
          .job(JobConfig.of(RATES).withSelfHealing(SelfHealingConfig.defaults().withEnabled(true)))
          .runner(runner)
          .manual(Instant.parse("2026-03-02T12:00:00Z"));

  @AfterEach
  void end() {
    healing.close();
  }

  private Incident gaveUp(JobStanding told) {
    runner.with(told);
    for (int i = 0; i < 3; i++) {
      healing.tick(Duration.ofSeconds(31));
    }
    List<Incident> open = healing.healing().admin().incidents();
    return open.stream()
        .filter(incident -> incident.findingId().equals("job.silenced"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(open));
  }

  private String cause(Incident incident) {
    return healing.healing().diagnosis(incident.id()).orElseThrow().rootCause();
  }

  @Test
  void whatItsRunnerSaysIsTheCauseAndItIsPutBack() {
    Incident silenced = gaveUp(JobStanding.stopped(RATES, "its trigger is in state ERROR"));

    assertThat(cause(silenced)).isEqualTo("Its runner gave it up: its trigger is in state ERROR");
    assertThat(silenced.hint()).startsWith("See why its runner gave it up");
    assertThat(runner.orders()).containsExactly("rates");
  }

  @Test
  void whatSomebodyMayHaveMeantIsAskedAbout() {
    Incident silenced = gaveUp(JobStanding.stopped(RATES, "its row is gone").maybeMeant());

    assertThat(cause(silenced)).isEqualTo("Its runner gave it up: its row is gone");
    assertThat(silenced.hint()).contains("on purpose");
    assertThat(runner.orders()).isEmpty();
    assertThat(healing.healing().admin().suggestions(SuggestionStatus.PENDING))
        .singleElement()
        .satisfies(asked -> assertThat(asked.detail().plan()).isNotNull());
  }
}
