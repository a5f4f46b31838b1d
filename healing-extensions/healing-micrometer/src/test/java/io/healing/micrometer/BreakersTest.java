package io.healing.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real breakers and retries of both libraries. */
class BreakersTest {
  @TempDir Path home;

  private boolean down = true;

  private String pay() {
    if (down) {
      throw new IllegalStateException("payments answer 503");
    }
    return "paid";
  }

  private static List<Incident> of(Shop shop, String finding) {
    return shop.healing().figures().incidents().stream()
        .filter(incident -> incident.findingId().equals(finding))
        .toList();
  }

  private static void open(Shop shop, String finding, String words) {
    assertThat(of(shop, finding))
        .singleElement()
        .satisfies(i -> assertThat(i.subject()).hasToString("@component/payments"))
        .satisfies(i -> assertThat(i.message()).contains(words));
  }

  private static void recovered(Shop shop, Incident incident) {
    assertThat(shop.healing().incident(incident.id()).orElseThrow().end())
        .isEqualTo(IncidentEnd.RECOVERED);
  }

  @Test
  void aBreakerOfResilience4jThatOpensIsAFindingUntilItCloses() {
    CircuitBreakerRegistry registry =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(4)
                .minimumNumberOfCalls(4)
                .permittedNumberOfCallsInHalfOpenState(2)
                .build());
    try (Shop shop = Shop.in(home, Resilience4jBreakers.of(registry))) {
      CircuitBreaker breaker = registry.circuitBreaker("payments");
      shop.tick(1);
      for (int i = 0; i < 4; i++) {
        catchThrowable(() -> breaker.executeSupplier(this::pay));
      }
      shop.tick(1);
      open(shop, "breaker.open", "payments is open: 100 % of its calls failed");
      Incident incident = of(shop, "breaker.open").get(0);
      assertThat(shop.healing().samples().get("error_rate/payments").currentValue()).isEqualTo(100);

      breaker.transitionToHalfOpenState();
      shop.tick(10);
      assertThat(of(shop, "breaker.open")).as("half open is not well").hasSize(1);

      down = false;
      breaker.executeSupplier(this::pay);
      breaker.executeSupplier(this::pay);
      assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
      shop.tick(5);
      assertThat(of(shop, "breaker.open")).isEmpty();
      recovered(shop, incident);
    }
  }

  @Test
  void aBreakerThatOpensIsToldAtOnceAndNotOnlyWhenItsTurnComes() {
    CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    CircuitBreaker before = registry.circuitBreaker("orders");
    try (Shop shop = Shop.in(home, Resilience4jBreakers.of(registry))) {
      CircuitBreaker later = registry.circuitBreaker("payments");
      shop.tick(1);

      before.transitionToOpenState();
      later.transitionToOpenState();
      shop.manual.tick(Duration.ofMillis(100));

      assertThat(of(shop, "breaker.open")).hasSize(2);
    }
  }

  @Test
  void aBreakerThatOpensAndClosesBetweenTwoLooksIsToldOnce() {
    CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    CircuitBreaker breaker = registry.circuitBreaker("payments");
    try (Shop shop = Shop.in(home, Resilience4jBreakers.of(registry))) {
      shop.tick(1);
      breaker.transitionToOpenState();
      breaker.transitionToClosedState();
      shop.manual.tick(Duration.ofMillis(100));
      open(shop, "breaker.open", "opened, and lets calls through again");
      Incident incident = of(shop, "breaker.open").get(0);

      shop.tick(5);

      assertThat(of(shop, "breaker.open")).isEmpty();
      recovered(shop, incident);
    }
  }

  @Test
  void aBreakerThatIsRemovedIsSickNoMore() {
    CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    try (Shop shop = Shop.in(home, Resilience4jBreakers.of(registry))) {
      registry.circuitBreaker("payments").transitionToForcedOpenState();
      shop.tick(1);
      open(shop, "breaker.open", "forced");

      registry.remove("payments");
      shop.tick(5);

      assertThat(of(shop, "breaker.open")).isEmpty();
    }
  }

  @Test
  void aNameThatIsNoSubjectHidesNoOtherBreaker() {
    CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    try (Shop shop = Shop.in(home, Resilience4jBreakers.of(registry))) {
      registry.circuitBreaker("").transitionToOpenState();
      registry.circuitBreaker("a\tb" + "c".repeat(300)).transitionToOpenState();
      registry.circuitBreaker("payments").transitionToOpenState();
      shop.tick(1);

      assertThat(of(shop, "breaker.open"))
          .extracting(incident -> incident.subject().name())
          .contains("@component/unnamed", "@component/payments")
          .hasSize(3);
    }
  }

  @Test
  void attemptsOfResilience4jUsedUpAreAFindingUntilCallsSucceed() {
    RetryRegistry registry =
        RetryRegistry.of(
            RetryConfig.custom().maxAttempts(2).waitDuration(Duration.ofMillis(1)).build());
    try (Shop shop = Shop.in(home, Resilience4jRetries.of(registry))) {
      Retry retry = registry.retry("payments");
      shop.tick(1);
      catchThrowable(() -> retry.executeSupplier(this::pay));
      shop.tick(1);
      open(shop, "retry.exhausted", "failed, once since the start; at last");
      open(shop, "retry.exhausted", "payments answer 503");
      shop.tick(2);
      assertThat(of(shop, "retry.exhausted")).hasSize(1);

      down = false;
      assertThat(retry.executeSupplier(this::pay)).isEqualTo("paid");
      shop.tick(4);
      assertThat(of(shop, "retry.exhausted")).isEmpty();
    }
  }

  @Test
  void attemptsUsedUpOnceAreOverAfterFiveQuietMinutes() {
    RetryRegistry registry =
        RetryRegistry.of(
            RetryConfig.custom().maxAttempts(2).waitDuration(Duration.ofMillis(1)).build());
    try (Shop shop = Shop.in(home, Resilience4jRetries.of(registry))) {
      catchThrowable(() -> registry.retry("payments").executeSupplier(this::pay));
      shop.tick(5);
      assertThat(of(shop, "retry.exhausted")).hasSize(1);
      shop.tick(4);
      assertThat(of(shop, "retry.exhausted")).isEmpty();
    }
  }

  @Test
  void aBreakerOfFailsafeThatOpensIsAFindingUntilItCloses() {
    dev.failsafe.CircuitBreaker<Object> breaker =
        dev.failsafe.CircuitBreaker.builder()
            .withFailureThreshold(2)
            .withDelay(Duration.ofHours(1))
            .build();
    try (Shop shop = Shop.in(home, FailsafeMonitor.create().watch("payments", breaker))) {
      catchThrowable(() -> Failsafe.with(breaker).get(this::pay));
      catchThrowable(() -> Failsafe.with(breaker).get(this::pay));
      shop.tick(1);
      open(shop, "breaker.open", "payments is open");

      breaker.halfOpen();
      shop.tick(5);
      assertThat(of(shop, "breaker.open")).hasSize(1);

      down = false;
      Failsafe.with(breaker).get(this::pay);
      shop.tick(5);
      assertThat(of(shop, "breaker.open")).isEmpty();
    }
  }

  @Test
  void attemptsOfFailsafeUsedUpAreAFindingAndThePolicysOwnListenersStay() {
    AtomicInteger exceeded = new AtomicInteger();
    AtomicInteger succeeded = new AtomicInteger();
    FailsafeMonitor monitor = FailsafeMonitor.create();
    RetryPolicy<String> policy =
        monitor.watch(
            "payments",
            RetryPolicy.<String>builder()
                .withMaxRetries(1)
                .onRetriesExceeded(event -> exceeded.incrementAndGet())
                .onSuccess(event -> succeeded.incrementAndGet())
                .build());
    try (Shop shop = Shop.in(home, monitor)) {
      catchThrowable(() -> Failsafe.with(policy).get(this::pay));
      shop.tick(1);
      open(shop, "retry.exhausted", "payments answer 503");

      down = false;
      Failsafe.with(policy).get(this::pay);
      shop.tick(4);
      assertThat(of(shop, "retry.exhausted")).isEmpty();
      assertThat(exceeded).hasValue(1);
      assertThat(succeeded).hasValue(1);
    }
  }
}
