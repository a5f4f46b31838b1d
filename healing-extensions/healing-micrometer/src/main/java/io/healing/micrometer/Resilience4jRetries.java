package io.healing.micrometer;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches the retries of a Resilience4j registry, also those that it gets later: attempts used up
 * in vain are the finding {@code retry.exhausted} on {@code @component/<name>}, until calls succeed
 * and none uses them up, or nothing was called for five minutes. Thread-safe; a call that fails
 * puts one reference into a map.
 */
public final class Resilience4jRetries implements Monitor {
  private final RetryRegistry registry;
  private final Attempts attempts = new Attempts();
  private final Map<String, Throwable> lastErrors = new ConcurrentHashMap<>();
  private final Names names = new Names();

  private Resilience4jRetries(RetryRegistry registry) {
    this.registry = registry;
  }

  /** The retries of this registry. */
  public static Resilience4jRetries of(RetryRegistry registry) {
    Resilience4jRetries retries = new Resilience4jRetries(registry);
    registry.getAllRetries().forEach(retries::listen);
    registry.getEventPublisher().onEntryAdded(added -> retries.listen(added.getAddedEntry()));
    return retries;
  }

  private void listen(Retry retry) {
    retry.getEventPublisher().onError(event -> keep(event.getName(), event.getLastThrowable()));
  }

  private void keep(String name, @org.jspecify.annotations.Nullable Throwable error) {
    if (error != null) {
      lastErrors.put(name, error);
    }
  }

  @Override
  public String id() {
    return "healing-micrometer.resilience4j-retries";
  }

  @Override
  public Duration interval() {
    return BreakerWords.INTERVAL;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Observation.Builder said = Observation.builder();
    for (Retry retry : registry.getAllRetries()) {
      names.there(retry.getName(), request.now());
      attempts.look(said, retry.getName(), count(retry), request.now());
    }
    names.gone(request.now()).forEach(name -> BreakerWords.unknown(said, name));
    lastErrors.keySet().retainAll(names.known());
    attempts.keep(names.known());
    return said.build();
  }

  private Attempts.Count count(Retry retry) {
    Retry.Metrics metrics = retry.getMetrics();
    Throwable error = lastErrors.get(retry.getName());
    return new Attempts.Count(
        metrics.getNumberOfSuccessfulCallsWithoutRetryAttempt()
            + metrics.getNumberOfSuccessfulCallsWithRetryAttempt(),
        metrics.getNumberOfFailedCallsWithRetryAttempt(),
        error == null ? "" : error.toString());
  }
}
