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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches the circuit breakers of a Resilience4j registry, also those that it gets later: one that
 * is open is the finding {@code breaker.open} on {@code @component/<name>}, until it is closed. A
 * breaker that changes its state is looked at once, and one that opened and closed between two
 * looks is told, too. Their failure rates are samples. Thread-safe; nothing is added to a call but
 * where it changes the state.
 */
public final class Resilience4jBreakers implements Monitor {
  private final CircuitBreakerRegistry registry;
  private final Names names = new Names();
  private final Set<String> opened = ConcurrentHashMap.newKeySet();
  private volatile Runnable lookSoon = () -> {};

  private Resilience4jBreakers(CircuitBreakerRegistry registry) {
    this.registry = registry;
  }

  /** The breakers of this registry. */
  public static Resilience4jBreakers of(CircuitBreakerRegistry registry) {
    Resilience4jBreakers breakers =
        new Resilience4jBreakers(Objects.requireNonNull(registry, "registry"));
    registry
        .getEventPublisher()
        .onEntryAdded(added -> breakers.listen(added.getAddedEntry()))
        .onEntryReplaced(replaced -> breakers.listen(replaced.getNewEntry()));
    registry.getAllCircuitBreakers().forEach(breakers::listen);
    return breakers;
  }

  private void listen(CircuitBreaker breaker) {
    breaker
        .getEventPublisher()
        .onStateTransition(
            event ->
                changed(event.getCircuitBreakerName(), event.getStateTransition().getToState()));
  }

  /** On the thread of the call that changed it. */
  private void changed(String name, CircuitBreaker.State state) {
    if (isOpen(state)) {
      opened.add(name);
    }
    lookSoon.run();
  }

  private static boolean isOpen(CircuitBreaker.State state) {
    return state == CircuitBreaker.State.OPEN || state == CircuitBreaker.State.FORCED_OPEN;
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
    lookSoon = request.lookSoon();
    Observation.Builder said = Observation.builder();
    for (CircuitBreaker breaker : registry.getAllCircuitBreakers()) {
      names.there(breaker.getName(), request.now());
      look(said, breaker);
      rate(said, breaker, request.now());
    }
    names.gone(request.now()).forEach(name -> BreakerWords.unknown(said, name));
    opened.retainAll(names.known());
    return said.build();
  }

  private void look(Observation.Builder said, CircuitBreaker breaker) {
    String name = breaker.getName();
    CircuitBreaker.State state = breaker.getState();
    if (opened.remove(name) && !isOpen(state)) {
      BreakerWords.opened(said, name);
      return;
    }
    switch (state) {
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
