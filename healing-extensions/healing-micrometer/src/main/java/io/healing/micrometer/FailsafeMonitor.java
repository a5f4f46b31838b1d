package io.healing.micrometer;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyConfig;
import dev.failsafe.event.EventListener;
import dev.failsafe.event.ExecutionCompletedEvent;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Watches circuit breakers and retries of Failsafe, which have no names of their own: an open
 * breaker is the finding {@code breaker.open} on {@code @component/<name>}, until it is closed;
 * attempts used up in vain are {@code retry.exhausted}, until calls succeed and none uses them up,
 * or nothing was called for five minutes. Thread-safe; to a call it adds one count.
 */
public final class FailsafeMonitor implements Monitor {
  private final Map<String, CircuitBreaker<?>> breakers = new ConcurrentHashMap<>();
  private final Map<String, AtomicReference<Attempts.Count>> retries = new ConcurrentHashMap<>();
  private final Attempts attempts = new Attempts();

  private FailsafeMonitor() {}

  /** Watches nothing yet. */
  public static FailsafeMonitor create() {
    return new FailsafeMonitor();
  }

  /**
   * Watches a breaker; one of the same name is replaced.
   *
   * @return this
   */
  public FailsafeMonitor watch(String name, CircuitBreaker<?> breaker) {
    breakers.put(name, Objects.requireNonNull(breaker, "breaker"));
    return this;
  }

  /**
   * Watches a retry policy; policies of the same name are counted together.
   *
   * @return the policy to use in its place: the same, its own listeners kept, that is counted
   */
  public <R> RetryPolicy<R> watch(String name, RetryPolicy<R> policy) {
    AtomicReference<Attempts.Count> count =
        retries.computeIfAbsent(name, key -> new AtomicReference<>(Attempts.Count.NONE));
    RetryPolicyConfig<R> config = policy.getConfig();
    return RetryPolicy.builder(config)
        .onSuccess(
            then(config.getSuccessListener(), event -> count(count, FailsafeMonitor::succeeded)))
        .onRetriesExceeded(
            then(config.getRetriesExceededListener(), event -> count(count, failed(event))))
        .build();
  }

  private static <R> EventListener<ExecutionCompletedEvent<R>> then(
      @Nullable EventListener<ExecutionCompletedEvent<R>> theirs,
      EventListener<ExecutionCompletedEvent<R>> ours) {
    return event -> {
      ours.accept(event);
      if (theirs != null) {
        theirs.accept(event);
      }
    };
  }

  private static void count(
      AtomicReference<Attempts.Count> count, UnaryOperator<Attempts.Count> step) {
    count.updateAndGet(step);
  }

  private static Attempts.Count succeeded(Attempts.Count was) {
    return new Attempts.Count(was.succeeded() + 1, was.failed(), was.lastError());
  }

  private static UnaryOperator<Attempts.Count> failed(ExecutionCompletedEvent<?> event) {
    Throwable error = event.getException();
    String words = error == null ? "the result " + event.getResult() : error.toString();
    return was -> new Attempts.Count(was.succeeded(), was.failed() + 1, words);
  }

  @Override
  public String id() {
    return "healing-micrometer.failsafe";
  }

  @Override
  public Duration interval() {
    return BreakerWords.INTERVAL;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Observation.Builder said = Observation.builder();
    breakers.forEach((name, breaker) -> look(said, name, breaker));
    retries.forEach(
        (name, count) ->
            attempts.look(said, name, Objects.requireNonNull(count.get()), request.now()));
    return said.build();
  }

  private static void look(Observation.Builder said, String name, CircuitBreaker<?> breaker) {
    switch (breaker.getState()) {
      case OPEN ->
          BreakerWords.open(said, name, ": " + breaker.getFailureRate() + " % of its calls failed");
      case HALF_OPEN -> BreakerWords.halfOpen(said, name);
      case CLOSED -> BreakerWords.closed(said, name);
    }
  }
}
