package io.healing.core.detect;

import java.time.Duration;
import java.util.Locale;

/** Time spans in words for a person. */
final class Spans {
  private Spans() {}

  /** Such as 250 ms, 4.2 s, 5 min, 26 h. */
  static String words(Duration span) {
    long ms = span.toMillis();
    if (ms < 1_000) {
      return ms + " ms";
    }
    if (ms < 120_000) {
      return ms % 1_000 == 0 ? ms / 1_000 + " s" : String.format(Locale.ROOT, "%.1f s", ms / 1e3);
    }
    return ms < 7_200_000 ? span.toMinutes() + " min" : span.toHours() + " h";
  }

  static String words(long millis) {
    return words(Duration.ofMillis(millis));
  }
}
