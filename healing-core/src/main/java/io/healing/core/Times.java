package io.healing.core;

import java.time.Duration;
import java.time.Instant;

/** When something is due that comes again and again. */
final class Times {
  private Times() {}

  /**
   * Whether a moment has come. One that lies further ahead than it can have been set is due, too:
   * the clock was set back since.
   *
   * @param ahead how far ahead it is set at most
   */
  static boolean come(Instant due, Duration ahead, Instant now) {
    return !now.isBefore(due) || due.isAfter(now.plus(ahead));
  }
}
