package io.healing.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.store.InMemoryStore;
import io.healing.sqlite.SqliteHealingStore;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real registry, on a held clock. */
class HealingMetersTest {
  @TempDir Path home;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private HealingMeters bound(Shop shop) {
    HealingMeters meters = HealingMeters.of(shop.healing()).withInterval(Duration.ZERO);
    meters.bindTo(registry);
    return meters;
  }

  private double count(String name, String... tags) {
    return registry.find(name).tags(tags).counters().stream().mapToDouble(c -> c.count()).sum();
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  @Test
  void aFindingIsCountedWhenItBeginsAndWhenItEnds() {
    try (Shop shop = Shop.in(home);
        HealingMeters meters = bound(shop)) {
      shop.run("report", true);
      shop.tick(2);
      meters.refresh();

      assertThat(gauge(MeterName.ACTIVE, "job", "report", "type", "job.failed")).isOne();
      assertThat(count(MeterName.SET, "job", "report")).isOne();
      assertThat(count(MeterName.CLEARED)).isZero();

      shop.run("report", false);
      shop.tick(5);
      meters.refresh();

      assertThat(gauge(MeterName.ACTIVE, "job", "report", "type", "job.failed")).isZero();
      assertThat(count(MeterName.SET, "job", "report")).isOne();
      assertThat(count(MeterName.CLEARED, "job", "report", "outcome", "recovered")).isOne();
    }
  }

  @Test
  void aStoreThatCannotBeReadDoesNotStopTheProgramThatStarts() {
    SqliteHealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
    try (Shop shop = Shop.on(home, store)) {
      shop.run("report", true);
      shop.tick(2);
      store.close();
      assertThatThrownBy(() -> store.counters().find("any")).isInstanceOf(HealingException.class);

      try (HealingMeters meters = bound(shop)) {
        assertThatThrownBy(meters::refresh).isInstanceOf(HealingException.class);
      }
    }
  }

  @Test
  void aRepairThatHelpedIsCountedOnceWithItsTimes() {
    try (Shop shop = Shop.in(home);
        HealingMeters meters = bound(shop)) {
      shop.run();
      shop.tick(1);
      meters.refresh();
      shop.run();
      shop.tick(8);
      meters.refresh();

      assertThat(count(MeterName.REMEDIATIONS)).isOne();
      assertThat(
              count(
                  MeterName.REMEDIATIONS,
                  "job",
                  "feed",
                  "type",
                  "shop.turn",
                  "remediator",
                  "shop.source",
                  "outcome",
                  "verified"))
          .isOne();
      assertThat(registry.get(MeterName.REMEDIATION_DURATION).tag("outcome", "success").timer())
          .satisfies(timer -> assertThat(timer.count()).isOne());
      assertThat(registry.get(MeterName.TIME_TO_DETECT).tag("job", "feed").timer())
          .satisfies(timer -> assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(60));
      assertThat(registry.get(MeterName.TIME_TO_RECOVER).tag("job", "feed").timer())
          .satisfies(timer -> assertThat(timer.count()).isOne())
          .satisfies(timer -> assertThat(timer.totalTime(TimeUnit.SECONDS)).isBetween(60.0, 600.0));
      assertThat(gauge(MeterName.BREAKER_STATE, "job", "feed")).isZero();
    }
  }

  @Test
  void aRepairThatDidNotHelpIsCountedTakenBackAndOpensTheBreaker() {
    try (Shop shop = Shop.in(home);
        HealingMeters meters = bound(shop)) {
      shop.hopeless();
      shop.run();
      shop.tick(1);
      shop.run();
      shop.tick(8);
      meters.refresh();

      assertThat(count(MeterName.REMEDIATIONS, "outcome", "ineffective")).isOne();
      assertThat(count(MeterName.REMEDIATIONS, "outcome", "rolled_back")).isOne();
      assertThat(gauge(MeterName.BREAKER_STATE, "job", "feed")).isEqualTo(2);

      shop.manual.tick(Duration.ofHours(25));
      meters.refresh();

      assertThat(gauge(MeterName.BREAKER_STATE, "job", "feed")).isOne();
    }
  }

  @Test
  void aBreakerThatOpensIsShownWithoutAnotherLook() {
    try (Shop shop = Shop.in(home);
        HealingMeters meters = bound(shop)) {
      shop.hopeless();
      shop.run();
      shop.tick(1);
      meters.refresh();
      assertThat(gauge(MeterName.BREAKER_STATE, "job", "feed")).isZero();
      shop.run();
      shop.tick(8);

      assertThat(gauge(MeterName.BREAKER_STATE, "job", "feed")).isEqualTo(2);
    }
  }

  @Test
  void aRepairThatCouldNotBeMadeIsCountedAsFailedOnce() {
    try (Shop shop = Shop.in(home);
        HealingMeters meters = bound(shop)) {
      shop.breaking();
      shop.run();
      shop.tick(8);
      meters.refresh();

      assertThat(count(MeterName.REMEDIATIONS, "job", "feed", "outcome", "failed")).isOne();
      assertThat(count(MeterName.REMEDIATIONS)).isOne();
    }
  }

  @Test
  void tagsAreBoundedAndHoldNoRunAndNoMessage() {
    try (Shop shop = Shop.in(home);
        HealingMeters meters =
            HealingMeters.of(shop.healing()).withInterval(Duration.ZERO).withMost(3)) {
      meters.bindTo(registry);
      for (int job = 0; job < 12; job++) {
        shop.run("job-" + job, true);
        shop.tick(6);
      }
      meters.refresh();

      assertThat(values("job")).hasSize(4).contains("other");
      assertThat(count(MeterName.SET, "job", "other")).isGreaterThanOrEqualTo(9);
      assertThat(registry.getMeters())
          .allSatisfy(
              meter ->
                  assertThat(meter.getId().getTags())
                      .extracting(Tag::getKey)
                      .isSubsetOf("job", "type", "remediator", "outcome"));
      assertThat(values("type")).allSatisfy(type -> assertThat(type).doesNotContain(" "));
    }
  }

  private Set<String> values(String key) {
    return registry.getMeters().stream()
        .map(meter -> meter.getId().getTag(key))
        .filter(value -> value != null)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyNameHasTheSameTagsEverywhereAsPrometheusWantsIt() {
    try (Shop shop = Shop.in(home);
        HealingMeters meters = bound(shop)) {
      shop.hopeless();
      shop.run();
      shop.run("report", true);
      shop.tick(1);
      shop.run();
      shop.tick(8);
      meters.refresh();

      Map<String, Set<Set<String>>> keys = new HashMap<>();
      for (Meter meter : registry.getMeters()) {
        String name = meter.getId().getConventionName(NamingConvention.snakeCase);
        Set<String> tags =
            meter.getId().getTags().stream().map(Tag::getKey).collect(Collectors.toSet());
        keys.computeIfAbsent(name, n -> new java.util.HashSet<>()).add(tags);
      }

      assertThat(keys)
          .containsKeys(
              "healing_findings_active",
              "healing_remediations",
              "healing_breaker_state",
              "healing_history_thinned",
              "healing_queue_dropped",
              "healing_runs_active");
      assertThat(keys.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    }
  }

  @Test
  void aRunIsTimedUntilItEnds() {
    try (Shop shop = Shop.in(home);
        HealingMeters meters = bound(shop)) {
      RunHandle run = shop.healing().observer().started("report");
      shop.tick(1);
      meters.refresh();
      assertThat(active("report")).isOne();
      meters.refresh();
      assertThat(active("report")).isOne();

      shop.healing().observer().finished(run, RunResult.success());
      shop.tick(1);
      meters.refresh();

      assertThat(active("report")).isZero();
    }
  }

  private int active(String job) {
    return registry.get(MeterName.RUNS_ACTIVE).tag("job", job).longTaskTimer().activeTasks();
  }

  @Test
  void whatWasActiveBeforeIsShownAndNotCountedAsBegun() {
    try (Shop shop = Shop.in(home)) {
      shop.run("report", true);
      shop.tick(2);
      try (HealingMeters meters = bound(shop)) {
        meters.refresh();

        assertThat(gauge(MeterName.ACTIVE, "job", "report")).isOne();
        assertThat(count(MeterName.SET)).isZero();
      }
    }
  }

  @Test
  void eventsLostToAFullQueueAreCounted() {
    try (Shop shop = Shop.in(home);
        HealingMeters meters = bound(shop)) {
      for (int i = 0; i < 100; i++) {
        shop.run("report", false);
      }
      meters.refresh();

      assertThat(registry.get(MeterName.QUEUE_DROPPED).functionCounter().count())
          .isEqualTo(shop.healing().status().eventsDropped())
          .isPositive();
    }
  }

  @Test
  void goodRunsThatLeaveNoRowAreCounted() {
    try (Shop shop = Shop.in(home);
        HealingMeters meters = bound(shop)) {
      for (int i = 0; i < 150; i++) {
        shop.run("report", false);
        shop.healing().tick();
      }
      meters.refresh();

      assertThat(registry.get(MeterName.HISTORY_THINNED).functionCounter().count())
          .isEqualTo(shop.healing().figures().runsThinned())
          .isPositive();
    }
  }

  @Test
  void aScrapeAsksTheStoreNothing() {
    AtomicInteger asked = new AtomicInteger();
    try (Shop shop = Shop.on(home, counting(asked));
        HealingMeters meters = bound(shop)) {
      shop.run("report", true);
      shop.tick(2);
      meters.refresh();
      int before = asked.get();
      assertThat(before).isPositive();

      registry.getMeters().forEach(meter -> meter.measure().forEach(m -> m.getValue()));

      assertThat(asked).hasValue(before);
    }
  }

  private static HealingStore counting(AtomicInteger asked) {
    HealingStore real = InMemoryStore.trusted();
    return (HealingStore)
        Proxy.newProxyInstance(
            HealingMetersTest.class.getClassLoader(),
            new Class<?>[] {HealingStore.class},
            (proxy, method, arguments) -> {
              asked.incrementAndGet();
              return called(real, method, arguments);
            });
  }

  private static Object called(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void closedMetersStayAsTheyAre() {
    try (Shop shop = Shop.in(home)) {
      HealingMeters meters = bound(shop);
      RunHandle run = shop.healing().observer().started("long");
      shop.tick(1);
      meters.refresh();
      meters.close();
      shop.healing().observer().finished(run, RunResult.failure("odd"));
      shop.tick(2);
      meters.refresh();

      assertThat(active("long")).isZero();
      assertThat(count(MeterName.SET)).isZero();
      assertThatThrownBy(() -> meters.bindTo(registry)).hasMessageContaining("make new ones");
    }
  }

  @Test
  void twoRegistriesCountAlike() {
    SimpleMeterRegistry second = new SimpleMeterRegistry();
    try (Shop shop = Shop.in(home);
        HealingMeters meters = bound(shop)) {
      meters.bindTo(second);
      shop.run("report", true);
      shop.tick(2);

      assertThat(count(MeterName.SET, "job", "report")).isOne();
      assertThat(second.get(MeterName.SET).tag("job", "report").counter().count()).isOne();
    }
  }

  @Test
  void aLivingHealingIsLookedAtOnAThreadOfTheMeters() {
    try (Healing healing = Healing.builder().store(InMemoryStore.trusted()).build();
        HealingMeters meters = HealingMeters.of(healing).withInterval(Duration.ofMillis(20))) {
      meters.bindTo(registry);
      healing.start();
      healing.observer().started("report");

      assertThat(soon(() -> registry.find(MeterName.RUNS_ACTIVE).longTaskTimer() != null)).isTrue();
    }
    assertThat(soon(() -> threads() == 0)).isTrue();
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("healing-meters"))
        .count();
  }

  private static boolean soon(BooleanSupplier holds) {
    for (int i = 0; i < 2_000 && !holds.getAsBoolean(); i++) {
      LockSupport.parkNanos(5_000_000);
    }
    return holds.getAsBoolean();
  }

  @Test
  void aBoundThatIsNoneIsRefused() {
    try (Shop shop = Shop.in(home)) {
      HealingMeters meters = HealingMeters.of(shop.healing());

      assertThatThrownBy(() -> meters.withMost(0)).hasMessageContaining("1 to 10000");
      assertThatThrownBy(() -> meters.withMost(10_001)).hasMessageContaining("10001");
      assertThatThrownBy(() -> meters.withInterval(Duration.ofSeconds(-1)))
          .hasMessageContaining("zero or more");
    }
  }
}
