package io.healing.benchmarks;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.healing.core.job.Jobs;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The same supplier, observed by Healing and by what people use today. */
final class Observed {
  /** What a run does: nothing. */
  static final Supplier<Integer> EMPTY = () -> 42;

  private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("job");
  private final Timer timer = Timer.builder("job").register(new SimpleMeterRegistry());
  private final Jobs jobs;

  /** With room for so many runs that nobody took yet. */
  Observed(int queue) {
    jobs =
        new Jobs(
            new Jobs.Settings(
                InstantSource.system(),
                System::nanoTime,
                1,
                queue,
                65_536,
                1_000_000,
                UnaryOperator.identity(),
                System.getLogger("healing")));
  }

  int healing() {
    return jobs.observe("job", EMPTY);
  }

  int others() {
    return breaker.executeSupplier(() -> timer.record(EMPTY));
  }

  /** Takes what is there, as the loop does; returns how many runs it made records of. */
  int drain() {
    return jobs.drain(Instant.EPOCH).toSave().size();
  }

  long dropped() {
    return jobs.dropped();
  }
}
