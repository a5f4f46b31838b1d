package io.healing.core.learn;

import java.time.Duration;

/** Lengths of time in words. */
final class Spans {
  private Spans() {}

  /** Such as {@code 45 s}, {@code 12 min}, {@code 3 h 5 min}, {@code 2 d 4 h}. */
  static String words(Duration span) {
    if (span.compareTo(Duration.ofMinutes(2)) < 0) {
      return span.toSeconds() + " s";
    }
    if (span.compareTo(Duration.ofHours(2)) < 0) {
      return span.toMinutes() + " min";
    }
    return span.compareTo(Duration.ofDays(2)) < 0
        ? span.toHours() + " h " + span.toMinutesPart() + " min"
        : span.toDays() + " d " + span.toHoursPart() + " h";
  }

  /** As the configuration writes it: {@code 90s}, {@code 15m}, {@code 2h}; whole seconds. */
  static String written(Duration span) {
    long seconds = Math.max(1, span.toSeconds() + (span.toNanosPart() > 0 ? 1 : 0));
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
