package io.healing.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real registry, on a held clock. */
class MeterMonitorTest {
  private static final Duration LOOK = Duration.ofSeconds(30);

  @TempDir Path home;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicInteger queue = registry.gauge("shop.queue.size", new AtomicInteger(3));

  private Shop watching(MeterWatch watch) {
    return Shop.in(home, MeterMonitor.of(registry).watching(watch));
  }

  private static List<Incident> limits(Shop shop) {
    return shop.healing().figures().incidents().stream()
        .filter(incident -> incident.findingId().equals("meter.limit"))
        .toList();
  }

  private static Optional<Double> sample(Shop shop, String name) {
    return Optional.ofNullable(shop.healing().samples().get("meter/" + name))
        .map(HealthMetric::currentValue);
  }

  @Test
  void aGaugeAtItsLimitIsAFindingAndClearsBelowIt() {
    MeterWatch watch =
        MeterWatch.gauge("shop.queue.size").withWarning(10).withCritical(50).withUnit("orders");
    try (Shop shop = watching(watch)) {
      queue.set(9);
      shop.tick(1);
      assertThat(limits(shop)).isEmpty();

      queue.set(10);
      shop.tick(1);
      assertThat(limits(shop))
          .singleElement()
          .satisfies(i -> assertThat(i.severity()).isEqualTo(ErrorSeverity.MEDIUM))
          .satisfies(i -> assertThat(i.subject()).hasToString("@component/shop.queue.size"))
          .satisfies(
              i ->
                  assertThat(i.message())
                      .isEqualTo("shop.queue.size is 10 orders, its warning is 10 orders"));

      queue.set(50);
      shop.tick(1);
      assertThat(limits(shop))
          .singleElement()
          .satisfies(i -> assertThat(i.severity()).isEqualTo(ErrorSeverity.HIGH));
      assertThat(shop.healing().samples().get("meter/shop.queue.size").status())
          .isEqualTo(HealthStatus.CRITICAL);

      queue.set(2);
      shop.tick(5);
      assertThat(limits(shop)).isEmpty();
    }
  }

  @Test
  void aRateIsHowMuchACounterGrewInASecond() {
    try (Shop shop = watching(MeterWatch.rate("shop.orders").withTag("to", "eu"))) {
      registry.counter("shop.orders", "to", "us").increment(1_000);
      registry.counter("shop.orders", "to", "eu").increment(500);
      shop.manual.tick(LOOK);
      assertThat(sample(shop, "shop.orders{to=eu}:rate")).isEmpty();

      registry.counter("shop.orders", "to", "eu").increment(60);
      registry.counter("shop.orders", "to", "us").increment(7);
      shop.manual.tick(LOOK);

      assertThat(sample(shop, "shop.orders{to=eu}:rate")).contains(2.0);
    }
  }

  @Test
  void aMeanIsOfWhatWasRecordedSinceTheLookBefore() {
    Timer timer = registry.timer("shop.payment");
    try (Shop shop = watching(MeterWatch.mean("shop.payment").withCritical(2).withUnit("s"))) {
      timer.record(Duration.ofHours(1));
      shop.manual.tick(LOOK);
      assertThat(sample(shop, "shop.payment:mean")).isEmpty();

      timer.record(Duration.ofSeconds(2));
      timer.record(Duration.ofSeconds(3));
      shop.manual.tick(LOOK);
      assertThat(sample(shop, "shop.payment:mean")).contains(2.5);
      assertThat(limits(shop)).hasSize(1);

      shop.tick(10);
      assertThat(limits(shop)).as("nothing recorded is no proof of health").hasSize(1);
    }
  }

  @Test
  void aMaximumIsTheLargestOfAllThatMatch() {
    DistributionSummary.builder("shop.bytes").tag("to", "eu").register(registry).record(7);
    DistributionSummary.builder("shop.bytes").tag("to", "us").register(registry).record(9);
    try (Shop shop = watching(MeterWatch.max("shop.bytes"))) {
      shop.tick(1);

      assertThat(sample(shop, "shop.bytes:max")).contains(9.0);
    }
  }

  @Test
  void aMeterThatIsNotThereIsNoDataAndNoFinding() {
    try (Shop shop = watching(MeterWatch.gauge("shop.nothing").withWarning(0))) {
      shop.tick(2);

      assertThat(limits(shop)).isEmpty();
      assertThat(sample(shop, "shop.nothing")).isEmpty();
    }
  }

  @Test
  void aValueFarFromItsOwnPastIsAnAnomalyWithoutAnyLimit() {
    try (Shop shop = watching(MeterWatch.gauge("shop.queue.size"))) {
      for (int i = 0; i < 300; i++) {
        queue.set(40 + i % 3);
        shop.manual.tick(LOOK);
      }
      queue.set(4_000);
      shop.manual.tick(LOOK);

      assertThat(shop.healing().figures().incidents())
          .anySatisfy(
              incident -> {
                assertThat(incident.findingId()).isEqualTo("metric.anomaly");
                assertThat(incident.subject()).hasToString("@component/shop.queue.size");
              });
    }
  }

  @Test
  void theConfigurationNamesMetersOneALine() {
    registry.gauge("shop.lag", List.of(io.micrometer.core.instrument.Tag.of("topic", "a")), 7);
    String more =
        """
        plugins:
          healing-micrometer.meters:
            watch: |
              gauge shop.queue.size warning 2 unit orders
              gauge shop.lag{topic=a} critical 7
        """;
    try (Shop shop = Shop.configured(home, more, MeterMonitor.of(registry))) {
      shop.tick(1);

      assertThat(limits(shop))
          .extracting(incident -> incident.subject().name())
          .containsExactlyInAnyOrder("@component/shop.queue.size", "@component/shop.lag{topic=a}");
    }
  }

  @Test
  void aLineThatIsWrongIsToldWithTheMend() {
    wrong("gouge shop.queue.size", "not of the form");
    wrong("gauge shop.queue.size warning much", "warning is a number, but is \"much\"");
    wrong("gauge shop.queue.size warnig 3", "no word \"warnig\"");
    wrong("gauge shop.queue.size{queue}", "a tag is key=value");
    wrong("gauge shop.queue.size warning 5 critical 4", "is above the critical");
    String more =
        """
        plugins:
          healing-micrometer.meters: { watch: "gauge shop.queue.size warning much" }
        """;
    assertThatThrownBy(() -> Shop.configured(home, more, MeterMonitor.of(registry)))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("plugins.healing-micrometer.meters.watch: \"gauge shop.queue.size")
        .hasMessageContaining("is not a meter that can be watched. Write gauge, rate, mean or max");
  }

  private static void wrong(String line, String why) {
    assertThatThrownBy(() -> WatchText.read(line))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining(line)
        .hasMessageContaining(why);
  }

  @Test
  void itIsFoundWithTheGlobalRegistryAndDoesNothingUntilToldTo() {
    Metrics.addRegistry(registry);
    Monitor found =
        ServiceLoader.load(Monitor.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(MeterMonitor.class::isInstance)
            .findFirst()
            .orElseThrow();
    Metrics.gauge("shop.global", 5);
    String more =
        """
        plugins:
          healing-micrometer.meters: { watch: gauge shop.global critical 5 }
        """;
    try (Shop shop = Shop.in(home, found)) {
      shop.tick(1);
      assertThat(shop.healing().samples().keySet()).noneMatch(name -> name.startsWith("meter/"));
    }
    try (Shop shop = Shop.configured(home, more, found)) {
      shop.tick(1);
      assertThat(limits(shop)).hasSize(1);
    } finally {
      Metrics.removeRegistry(registry);
    }
  }
}
