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

  long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
  }

  @Override
  public Instant instant() {
    return now;
  }
}
