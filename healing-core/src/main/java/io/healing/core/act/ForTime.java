package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import java.time.Duration;
import java.util.Optional;

/** For how long a change is wanted, after which it is taken back by itself: {@code for_s}. */
final class ForTime {
  /** Who takes back what was wanted for a time only. */
  static final String OVER = "its time is over";

  private static final String KEY = "for_s";
  private static final long MOST_SECONDS = 2_592_000;

  private ForTime() {}

  static Optional<Duration> of(ActionRequest wish) {
    return wish.parameter(KEY).map(text -> seconds(wish, text));
  }

  private static Duration seconds(ActionRequest wish, String text) {
    if (!text.matches("\\d{1,9}")
        || Long.parseLong(text) < 1
        || Long.parseLong(text) > MOST_SECONDS) {
      throw new HealingException(
          "\"" + KEY + "\" of " + wish + " is \"" + text + "\"",
          "Give whole seconds, 1 to " + MOST_SECONDS);
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }

  /** What is said of it in the words of a plan; empty where it stays. */
  static String words(ActionRequest wish) {
    return of(wish).map(time -> ", for " + words(time)).orElse("");
  }

  /** A time span as a person says it: 90 s, 15 min, 2 h. */
  static String words(Duration time) {
    long seconds = time.toSeconds();
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
