package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.config.HealingConfig;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.detect.MetricName;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import io.healing.api.store.HealingStore;
import io.healing.core.CallCounts;
import io.healing.core.Handles;
import io.healing.core.Healing;
import io.healing.core.HealingBuilder;
import io.healing.core.ManualHealing;
import io.healing.core.ResizableQueue;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program hands over of itself is watched on the whole way. */
class HostMonitorsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration LOOK = Duration.ofSeconds(30);

  @TempDir private Path home;
  private HealingStore store;
  private final ResizableQueue<String> mail = new ResizableQueue<>(10);
  private final CallCounts calls = Handles.calls("shop");

  @BeforeEach
  void open() {
    store = SqliteHealingStore.open(home.resolve("healing.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private ManualHealing begin() {
    HealingBuilder builder =
        Healing.builder()
            .store(store)
            .config(HealingConfig.defaults(home))
            .name("shop")
            .handle(Handles.queue("mail", mail))
            .handle(calls);
    return builder.manual(NOON);
  }

  private static void looks(ManualHealing manual, int times) {
    for (int i = 0; i < times; i++) {
      manual.tick(LOOK);
    }
  }

  private List<Incident> active() {
    return store.incidents().active().stream()
        .filter(incident -> incident.subject().isEnvironment())
        .toList();
  }

  @Test
  void aFullQueueIsAnIncidentThatEndsAfterItHasBeenWellForTheSettleTime() {
    try (ManualHealing manual = begin()) {
      for (int i = 0; i < 10; i++) {
        mail.add("letter " + i);
      }
      looks(manual, 1);
      assertThat(active()).as("while it warms up").isEmpty();
      looks(manual, 3);
      Incident full = active().get(0);
      assertThat(active()).hasSize(1);
      assertThat(full.findingId()).isEqualTo("queue.full");
      assertThat(full.subject()).isEqualTo(Subject.environment("queue:mail"));

      mail.clear();
      looks(manual, 2);
      assertThat(active()).as("hysteresis and settle time").hasSize(1);
      looks(manual, 4);
      assertThat(active()).isEmpty();
      assertThat(store.incidents().find(full.id()).orElseThrow().end())
          .isEqualTo(IncidentEnd.RECOVERED);
    }
  }

  @Test
  void everyLookIsASampleInTheStoreUnderItsName() {
    try (ManualHealing manual = begin()) {
      mail.add("letter");
      looks(manual, 4);

      List<HealthMetric> usage = store.metrics().newest("queue_usage/queue:mail", 10);
      assertThat(usage).hasSizeGreaterThanOrEqualTo(3);
      assertThat(usage.get(0).currentValue()).isEqualTo(10);
      assertThat(usage.get(0).thresholdWarning()).isEqualTo(80.0);
    }
  }

  @Test
  void theTimeOfEveryMonitorIsASample() {
    try (ManualHealing manual = begin()) {
      looks(manual, 22);

      for (String monitor : List.of("healing.monitor.queue", "healing.monitor.failed")) {
        String name = MetricName.of(MetricName.MONITOR_TIME, monitor);
        assertThat(store.metrics().newest(name, 10)).as(monitor).hasSizeBetween(2, 3);
      }
    }
  }

  /** Each job that fails is told by itself, so the share of all runs is no second trouble. */
  @Test
  void theShareOfRunsThatFailIsOnlyMeasured() {
    try (ManualHealing manual = begin()) {
      looks(manual, 3);
      for (int i = 0; i < 30; i++) {
        RunHandle run = manual.healing().observer().started("report");
        manual.healing().observer().finished(run, RunResult.failure("odd").retryPending());
      }
      looks(manual, 3);

      assertThat(active()).extracting(Incident::findingId).doesNotContain("errors.rate");
      HealthMetric runs = store.metrics().newest("error_rate/calls:runs", 1).get(0);
      assertThat(runs.currentValue()).isEqualTo(100);
    }
  }

  @Test
  void callsAndRunsThatFailTooOftenAreIncidents() {
    try (ManualHealing manual = begin()) {
      looks(manual, 3);
      for (int i = 0; i < 30; i++) {
        calls.succeeded();
        calls.failed();
        RunHandle run = manual.healing().observer().started("report");
        manual.healing().observer().finished(run, RunResult.success());
      }
      looks(manual, 3);

      assertThat(active()).extracting(Incident::findingId).containsExactly("errors.rate");
      assertThat(active().get(0).subject()).isEqualTo(Subject.environment("calls:shop"));
      HealthMetric runs = store.metrics().newest("error_rate/calls:runs", 1).get(0);
      assertThat(runs.currentValue()).isZero();
      assertThat(store.runs().newest("report", 1).get(0).outcome()).isEqualTo(RunOutcome.SUCCESS);
    }
  }
}
