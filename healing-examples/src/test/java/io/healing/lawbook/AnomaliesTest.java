package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples of any monitor are compared with their own past. */
class AnomaliesTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Subject SHOP = new Subject("@environment/shop");

  @TempDir private Path home;
  private double value = 40;
  private @Nullable Double warning;
  private Instant now = NOON;

  /** A plug-in that measures something of its own. */
  private final class Orders implements Monitor {
    private int number;

    @Override
    public String id() {
      return "acme.orders";
    }

    @Override
    public Observation check(MonitorRequest request) {
      number++;
      double noisy = value + number % 3;
      return Observation.builder()
          .clear(SHOP)
          .metric(
              new HealthMetric(
                  request.now() + "-" + number,
                  "orders",
                  noisy,
                  warning,
                  null,
                  HealthMetric.status(noisy, warning, null),
                  request.now()))
          .build();
    }
  }

  private List<Incident> odd(HealingStore store) {
    return store.incidents().active().stream()
        .filter(incident -> incident.findingId().equals("metric.anomaly"))
        .filter(incident -> incident.subject().equals(SHOP))
        .toList();
  }

  private List<Incident> watch(boolean enabled, int looks, double then) {
    ErrorDetectionConfig looking =
        new ErrorDetectionConfig(30, 80, 85, 5, 2_000, true, enabled, 300);
    HealingConfig config =
        HealingConfig.defaults(home)
            .withSelfHealing(RootConfig.defaults().withErrorDetection(looking));
    try (HealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing manual =
            Healing.builder().store(store).config(config).plugin(new Orders()).manual(now)) {
      for (int i = 0; i < looks; i++) {
        manual.tick(Duration.ofSeconds(30));
      }
      value = then;
      manual.tick(Duration.ofSeconds(30));
      List<Incident> seen = odd(store);
      value = 40;
      manual.tick(Duration.ofSeconds(30));
      manual.tick(Duration.ofMinutes(5));
      now = manual.now();
      return seen;
    }
  }

  @Test
  void aValueFarFromItsOwnPastIsWorthKnowing() {
    List<Incident> seen = watch(true, 300, 4_000);

    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).severity()).isEqualTo(ErrorSeverity.LOW);
    assertThat(seen.get(0).message()).startsWith("orders ").contains("expected");
    assertThat(seen.get(0).evidence()).containsKeys("metric", "value", "expected", "score");
    assertThat(Double.parseDouble(seen.get(0).evidence().get("score"))).isBetween(0.5, 1.0);
  }

  @Test
  void aUsualValueIsNot() {
    assertThat(watch(true, 300, 41)).isEmpty();
  }

  @Test
  void switchedOffNothingIsCompared() {
    assertThat(watch(false, 300, 4_000)).isEmpty();
  }

  @Test
  void ofAValueBeyondItsLimitTheLimitSpeaks() {
    warning = 1_000.0;
    assertThat(watch(true, 300, 4_000)).isEmpty();
  }

  @Test
  void aRestartForgetsNothing() {
    assertThat(watch(true, 60, 40)).isEmpty();
    assertThat(watch(true, 70, 40)).isEmpty();
    assertThat(watch(true, 5, 4_000)).hasSize(1);
  }
}
