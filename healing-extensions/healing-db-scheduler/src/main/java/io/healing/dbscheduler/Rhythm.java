package io.healing.dbscheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often a scheduler gives its signs of life. It does not tell the interval that it was built
 * with, but it looks for dead executions once in two of them and tells that. Thread-safe.
 */
final class Rhythm {
  private static final int HEARTBEATS = 2;

  private final InstantSource clock;
  private @Nullable Instant last;
  private @Nullable Duration interval;

  Rhythm(InstantSource clock) {
    this.clock = clock;
  }

  /** The scheduler has looked for dead executions. */
  synchronized void looked() {
    Instant now = clock.instant();
    Instant before = last;
    if (before != null && before.isBefore(now)) {
      interval = Duration.between(before, now).dividedBy(HEARTBEATS);
    }
    last = now;
  }

  /** The time between two signs of life, as last seen; empty before the scheduler looked twice. */
  synchronized Optional<Duration> interval() {
    return Optional.ofNullable(interval);
  }
}
