package io.healing.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Healing on a clock that a test holds: monitors, analyzers and actions run on the caller's thread
 * within {@link #tick}, and nothing happens between two ticks. Used by one thread.
 */
public final class ManualHealing implements AutoCloseable {
  private static final int MOST_ROUNDS = 200;

  private final Healing healing;
  private final ManualClock clock;

  ManualHealing(Healing healing, ManualClock clock) {
    this.healing = healing;
    this.clock = clock;
    healing.begin();
  }

  /** What the host would hold. */
  public Healing healing() {
    return healing;
  }

  /** What the clock says. */
  public Instant now() {
    return clock.instant();
  }

  /** The clock itself, for what else the test wants on it. */
  public InstantSource clock() {
    return clock;
  }

  /**
   * Moves the clock and lets everything happen that is due, until nothing more does.
   *
   * @return this, so that ticks can be written in a row
   * @throws IllegalStateException when it does not come to rest within 200 rounds
   */
  public ManualHealing tick(Duration by) {
    clock.advance(by);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (!healing.turn()) {
        return this;
      }
    }
    throw new IllegalStateException(
        "Healing did not come to rest within " + MOST_ROUNDS + " rounds");
  }

  @Override
  public void close() {
    healing.close();
  }
}
