package io.healing.core.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time spans as people write them. */
final class Durations {
  /** What a person should write. */
  static final String FORM = "a time span such as 500ms, 30s, 15m, 24h or 14d";

  /** The longest time span that an option takes. */
  static final Duration LONGEST = Duration.ofDays(365);

  private static final Duration WRITABLE = Duration.ofDays(1_000_000);
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Durations() {}

  /** Reads {@code 15m} or {@code PT15M}; empty where it is neither. */
  static Optional<Duration> parse(String text) {
    Matcher shortForm = SHORT.matcher(text);
    if (shortForm.matches()) {
      return times(shortForm.group(2), Long.parseLong(shortForm.group(1)));
    }
    return text.startsWith("P") || text.startsWith("-P") ? iso(text) : Optional.empty();
  }

  /** A time span as a person would write it: in the largest unit that holds it whole. */
  static String text(Duration span) {
    if (span.abs().compareTo(WRITABLE) > 0) {
      return span.toString();
    }
    for (String unit : List.of("d", "h", "m", "s", "ms")) {
      Duration one = UNITS.getOrDefault(unit, Duration.ZERO);
      if (!span.isZero() && span.equals(one.multipliedBy(span.dividedBy(one)))) {
        return span.dividedBy(one) + unit;
      }
    }
    return span.isZero() ? "0s" : span.toString();
  }

  private static Optional<Duration> times(String unit, long count) {
    Duration one = UNITS.getOrDefault(unit, Duration.ZERO);
    return Optional.of(one.multipliedBy(count));
  }

  private static Optional<Duration> iso(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
