package io.healing.core;

import java.util.function.LongSupplier;

/**
 * Where calls are made.
 *
 * @param checks monitors, analyzers, notifiers and whatever only reads
 * @param actions changes to the world, one after the other
 */
record Lanes(Lane checks, Lane actions) {
  private static final int CHECKERS = 3;

  static Lanes threads(LongSupplier nanos) {
    return new Lanes(
        new ThreadLane("healing-check", CHECKERS, nanos),
        new ThreadLane("healing-action", 1, nanos));
  }

  static Lanes inline() {
    return new Lanes(Lane.inline(), Lane.inline());
  }

  int collect() {
    return checks.collect() + actions.collect();
  }
}
