package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock of a scheduler that a test puts forward. */
final class HeldTime implements Clock, InstantSource {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));

  @Override
  public Instant now() {
    return now.get();
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  void pass(Duration span) {
    now.updateAndGet(before -> before.plus(span));
  }
}
