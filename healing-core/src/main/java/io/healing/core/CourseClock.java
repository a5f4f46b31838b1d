package io.healing.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of its time a recovery procedure has used up.
 *
 * @param from when it was begun, moved on by all the time for which the clock stood
 * @param stands since when the clock stands, or null while it runs
 */
record CourseClock(Instant from, @Nullable Instant stands) {

  static CourseClock begun(Instant now) {
    return new CourseClock(now, null);
  }

  /** Runs or stands from now on. */
  CourseClock runs(boolean wanted, Instant now) {
    if (wanted == (stands == null)) {
      return this;
    }
    return wanted ? new CourseClock(from.plus(stood(now)), null) : new CourseClock(from, now);
  }

  /** For how long it has stood by now; nothing while it runs. */
  Duration stood(Instant now) {
    return stands == null ? Duration.ZERO : Duration.between(stands, now);
  }

  Duration used(Instant now) {
    return Duration.between(from, stands == null ? now : stands);
  }

  String text() {
    return from + "/" + (stands == null ? "" : stands);
  }

  /** Reads what {@link #text} wrote. */
  static CourseClock of(String text) {
    int end = text.indexOf('/');
    if (end < 0) {
      throw new IllegalArgumentException("A clock has two moments, but is: " + text);
    }
    String stands = text.substring(end + 1);
    return new CourseClock(
        Instant.parse(text.substring(0, end)), stands.isEmpty() ? null : Instant.parse(stands));
  }
}
