package io.healing.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until the test moves it. Thread-safe. */
public final class HeldClock implements InstantSource {
  private final AtomicReference<Instant> now;

  private HeldClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** A clock that shows noon of a Monday, 2 November 2026, in UTC. */
  public static HeldClock atNoon() {
    return at(Instant.parse("2026-11-02T12:00:00Z"));
  }

  /** A clock that shows this moment. */
  public static HeldClock at(Instant start) {
    return new HeldClock(Objects.requireNonNull(start, "start"));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /**
   * Moves the clock, forward or, with a negative duration, back.
   *
   * @return the new moment
   */
  public Instant advance(Duration by) {
    return now.updateAndGet(moment -> moment.plus(by));
  }

  /** Sets the clock to this moment. */
  public void set(Instant moment) {
    now.set(Objects.requireNonNull(moment, "moment"));
  }
}
