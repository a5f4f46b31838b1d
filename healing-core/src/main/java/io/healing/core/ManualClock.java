package io.healing.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** A clock that stands still until it is moved. Thread-safe. */
final class ManualClock implements InstantSource {
  private volatile Instant now;

  ManualClock(Instant start) {
    now = start;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

<<<<<<< HEAD
  long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
=======
  /** The same clock for what is measured: a run lasts as long as the test lets it. */
  long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
>>>>>>> 8fb7b515873c31b0b396e39079732e7493cd8800
  }

  @Override
  public Instant instant() {
    return now;
  }
}
