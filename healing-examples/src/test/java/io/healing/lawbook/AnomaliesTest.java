package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.notify.NotificationKind;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.HealingEvent;
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

  @Test
  void ofFewPointsNothingIsCalledUnusual() {
    assertThat(watch(true, 98, 4_000)).isEmpty();
  }

  @Test
  void afterADeployItIsWorthKnowing() {
    try (House house = usual()) {
      house.healing.changed(ChangeEvent.deploy("2.0", house.manual.now()));
      house.tick(Duration.ofSeconds(1));
      value = 4_000;
      house.tick(Duration.ofSeconds(30));

      assertThat(odd(house.store)).hasSize(1);
    }
  }

  /** Three hundred looks at the usual value. */
  private House usual() {
    House house = House.in(home).plugin(new Orders()).open();
    for (int i = 0; i < 300; i++) {
      house.tick(Duration.ofSeconds(30));
    }
    return house;
  }

  private static List<String> said(House house, HealingEvent.Step step) {
    return house.events.stream()
        .filter(event -> event.step() == step && event.subject().equals(SHOP))
        .map(HealingEvent::text)
        .toList();
  }

  @Test
  void nobodyIsCalledForIt() {
    try (House house = usual()) {
      value = 4_000;
      house.tick(Duration.ofSeconds(30)).tick(Duration.ofMinutes(10));

      assertThat(odd(house.store))
          .singleElement()
          .extracting(Incident::state)
          .isNotEqualTo(IncidentState.ESCALATED);
      assertThat(said(house, HealingEvent.Step.DECIDED))
          .isNotEmpty()
          .allMatch(text -> text.startsWith("ignore"));
      assertThat(house.mailbox.received).noneMatch(mail -> mail.kind() == NotificationKind.GIVE_UP);
    }
  }

  @Test
  void aValueThatStaysWhereItWentIsToldForAnHourAndIsThenTheNewLevel() {
    try (House house = usual()) {
      value = 4_000;
      for (int i = 0; i < 110; i++) {
        house.tick(Duration.ofSeconds(30));
      }
      assertThat(odd(house.store)).as("for 55 minutes").hasSize(1);
      for (int i = 0; i < 20; i++) {
        house.tick(Duration.ofSeconds(30));
      }
      assertThat(odd(house.store)).isEmpty();
      assertThat(said(house, HealingEvent.Step.ENDED))
          .last()
          .asString()
          .startsWith("it stays at the new level, 4");
    }
  }

  @Test
  void aValueThatComesBackHasRecovered() {
    try (House house = usual()) {
      value = 4_000;
      house.tick(Duration.ofSeconds(30));
      value = 40;
      house.tick(Duration.ofSeconds(30)).tick(Duration.ofMinutes(2));

      assertThat(said(house, HealingEvent.Step.ENDED)).last().isEqualTo("recovered");
    }
  }

  @Test
  void whatFollowsFromAKnownChangeIsNotTold() {
    try (House house = usual()) {
      Instant at = house.manual.now();
      house.healing.changed(ChangeEvent.configuration("more orders", at).touching("orders"));
      house.tick(Duration.ofSeconds(1));
      value = 4_000;
      house.tick(Duration.ofSeconds(30));

      assertThat(odd(house.store)).isEmpty();
    }
  }
}
