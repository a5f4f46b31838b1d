package io.healing.core.job;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clock for when a run began and the one for how long it took. The end of a run is its begin
 * plus its duration, so a wall clock that is set meanwhile bends neither.
 */
record Clocks(InstantSource wall, LongSupplier ticks) implements Run.Moment {
  @Override
  public long millis() {
    return wall.millis();
  }

  @Override
  public long nanos() {
    return ticks.getAsLong();
  }
}
