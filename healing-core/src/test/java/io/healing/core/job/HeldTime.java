package io.healing.core.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Both clocks, held by the test. */
final class HeldTime implements InstantSource {
  private final AtomicLong millis;
  private final AtomicLong nanos = new AtomicLong(77);

  HeldTime(String start) {
    millis = new AtomicLong(Instant.parse(start).toEpochMilli());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }

  @Override
  public long millis() {
    return millis.get();
  }

  void pass(Duration time) {
    setWallClock(time);
    nanos.addAndGet(time.toNanos());
  }

  /** Moves the wall clock alone. */
  void setWallClock(Duration by) {
    millis.addAndGet(by.toMillis());
  }

  long nanos() {
    return nanos.get();
  }

  Jobs jobs(int queue) {
    return jobs(queue, UnaryOperator.identity());
  }

  Jobs jobs(int queue, UnaryOperator<String> redactor) {
    return new Jobs(
        new Jobs.Settings(
            this, this::nanos, 7, queue, 1024, 1_000_000, redactor, System.getLogger("test")));
  }
}
