package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.IncidentState;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.ListedRunner;
import io.healing.api.store.Page;
import io.healing.core.store.InMemoryStore;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order that waits for what its runner does by itself costs nothing while it waits. */
class PutOffTest {
  private static final Duration LOOK = Duration.ofSeconds(31);

  private final InMemoryStore store = InMemoryStore.trusted();
  private final ListedRunner runner = new ListedRunner("test").with("report");
  private final ManualHealing healing =
      Healing.builder()
          .store(store)
          .job(
              JobConfig.of(JobDefinition.of("report"))
                  .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true)))
          .runner(runner)
          .manual(Instant.parse("2026-03-02T12:00:00Z"));

  @BeforeEach
  void failAndWait() {
    runner.letWait("The runner has a run of it in its queue.");
    looks(2);
    runner.fails("report", new SocketTimeoutException("Read timed out"));
    looks(2);
  }

  @AfterEach
  void end() {
    healing.close();
  }

  private void looks(int times) {
    for (int i = 0; i < times; i++) {
      healing.tick(LOOK);
    }
  }

  private String stored() {
    Page page = Page.newest(100).of(Subject.job("report"));
    return store.reviews().page(page).size() + " reviews, " + decisions() + " decisions";
  }

  private int decisions() {
    return store.decisions().of(Subject.job("report"), 100).size();
  }

  @Test
  void nothingIsAnalysedOrStoredAgainWhileItWaits() {
    assertThat(healing.healing().admin().why("report")).contains("in its queue");
    String before = stored();

    looks(6);

    assertThat(runner.orders()).isEmpty();
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void whenTheWaitingEndsTheOrderIsGiven() {
    looks(3);
    runner.letWait("");
    looks(2);

    assertThat(runner.orders()).containsExactly("report");
  }

  @Test
  void whatIsNewIsAnalysedThoughItWaits() {
    String before = stored();
    runner.fails("report", new SocketTimeoutException("Read timed out"));
    looks(2);

    assertThat(stored()).isNotEqualTo(before);
    assertThat(runner.orders()).isEmpty();
  }

  @Test
  void whatNobodyCanDoAnyMoreIsThoughtOverAndAPersonIsCalled() {
    runner.takes(Set.of());
    runner.letWait("");
    looks(4);

    assertThat(runner.orders()).isEmpty();
    assertThat(healing.healing().admin().incidents())
        .anySatisfy(incident -> assertThat(incident.state()).isEqualTo(IncidentState.ESCALATED));
  }
}
