package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.PluginState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.SlaConfig;
import io.healing.api.review.HealingMode;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that another release wrote: they are told, stay as they are, and stop nothing. */
class StoredRowsTest {
  private static final PluginState NEWER = new PluginState(2, "of another form");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final InMemoryStore store = InMemoryStore.create();

  private static JobConfig job() {
    JobDefinition definition =
        JobDefinition.of("orders").withSchedule(new JobSchedule.Every(Duration.ofHours(1)));
    return JobConfig.of(definition)
        .withSla(SlaConfig.defaults().withEnabled(true))
        .withSelfHealing(
            SelfHealingConfig.defaults().withEnabled(true).withMode(HealingMode.PROACTIVE));
  }

  private String told() {
    return store.incidents().active().stream()
        .filter(incident -> incident.findingId().equals("store.rows_unreadable"))
        .map(incident -> incident.message())
        .findFirst()
        .orElse("");
  }

  @Test
  void aRowOfAnotherFormIsToldAndLeftAndStopsNothing() {
    List<Map.Entry<String, String>> rows =
        List.of(
            Map.entry("healing.calendar", "enabled/orders"),
            Map.entry("healing.calendar", "over/orders"),
            Map.entry("healing.review", "orders"),
            Map.entry("healing.schedule", "orders"),
            Map.entry("healing.self", "since"));
    rows.forEach(row -> store.states().save(row.getKey(), Map.of(row.getValue(), NEWER)));
    try (ManualHealing healing = Healing.builder().store(store).job(job()).manual(NOON)) {
      for (int hour = 0; hour < 30; hour++) {
        healing.tick(Duration.ofHours(1));
        healing.healing().observe("orders", () -> {});
      }
      healing.tick(Duration.ofMinutes(1));

      for (Map.Entry<String, String> row : rows) {
        String name = row.getKey() + " " + row.getValue();
        assertThat(told()).contains(name);
        assertThat(store.states().find(row.getKey(), row.getValue())).as(name).hasValue(NEWER);
      }
      assertThat(store.runs().newest("orders", 50)).hasSize(30);
    }
  }

  @Test
  void whatAMonitorKeepsMayHaveAnyFormButNotAnyKey() {
    String monitor = "healing.monitor.failed";
    store.states().save(monitor, Map.of("orders", NEWER, " ", NEWER));
    try (ManualHealing healing = Healing.builder().store(store).manual(NOON)) {
      healing.tick(Duration.ofMinutes(1));

      assertThat(told()).contains(monitor).doesNotContain("orders");
    }
  }
}
