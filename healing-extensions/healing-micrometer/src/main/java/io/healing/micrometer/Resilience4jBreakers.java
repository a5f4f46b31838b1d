package io.healing.micrometer;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.MetricName;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Watches the circuit breakers of a Resilience4j registry, also those that it gets later: one that
 * is open is the finding {@code breaker.open} on {@code @component/<name>}, until it is closed.
 * Their failure rates are samples. Thread-safe; nothing is added to a call.
 */
public final class Resilience4jBreakers implements Monitor {
  private final CircuitBreakerRegistry registry;
  private final Names names = new Names();

  private Resilience4jBreakers(CircuitBreakerRegistry registry) {
    this.registry = registry;
  }

  /** The breakers of this registry. */
  public static Resilience4jBreakers of(CircuitBreakerRegistry registry) {
    return new Resilience4jBreakers(Objects.requireNonNull(registry, "registry"));
  }

  @Override
  public String id() {
    return "healing-micrometer.resilience4j-breakers";
  }

  @Override
  public Duration interval() {
    return BreakerWords.INTERVAL;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Observation.Builder said = Observation.builder();
    for (CircuitBreaker breaker : registry.getAllCircuitBreakers()) {
      names.there(breaker.getName(), request.now());
      look(said, breaker);
      rate(said, breaker, request.now());
    }
    names.gone(request.now()).forEach(name -> BreakerWords.unknown(said, name));
    return said.build();
  }

  private static void look(Observation.Builder said, CircuitBreaker breaker) {
    String name = breaker.getName();
    switch (breaker.getState()) {
      case OPEN -> BreakerWords.open(said, name, why(breaker));
      case FORCED_OPEN -> BreakerWords.open(said, name, " because the program forced it to be");
      case HALF_OPEN -> BreakerWords.halfOpen(said, name);
      case CLOSED, DISABLED, METRICS_ONLY -> BreakerWords.closed(said, name);
    }
  }

  private static String why(CircuitBreaker breaker) {
    float rate = breaker.getMetrics().getFailureRate();
    return rate < 0 ? "" : ": " + Math.round(rate) + " % of its calls failed";
  }

  /** Below zero means that there were too few calls. */
  private static void rate(Observation.Builder said, CircuitBreaker breaker, Instant now) {
    float rate = breaker.getMetrics().getFailureRate();
    if (rate >= 0) {
      String name = MetricName.of(MetricName.ERROR_RATE, breaker.getName());
      String id = java.util.UUID.randomUUID().toString();
      said.metric(new HealthMetric(id, name, rate, null, null, HealthStatus.HEALTHY, now));
    }
  }
}
