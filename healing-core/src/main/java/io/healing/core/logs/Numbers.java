package io.healing.core.logs;

import java.util.Set;

/** Where a number, a date or a time ends in a text. */
final class Numbers {
  private static final Set<String> UNITS =
      Set.of(
          "ns", "us", "µs", "ms", "s", "sec", "secs", "min", "mins", "m", "h", "d", "B", "k", "K",
          "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "M", "G", "Z", "L");

  private Numbers() {}

  /** The end of the number that begins here, its groups, its unit and its zone included. */
  static int end(String text, int from) {
    int end = from;
    while (Chars.digit(text, end) || separator(text, end)) {
      end++;
    }
    int wordEnd = Chars.wordEnd(text, end);
    return UNITS.contains(text.substring(end, wordEnd)) ? wordEnd : end;
  }

  /** Such as the comma of 1,000, the dashes and the T of 2026-01-31T12:00:00.5+01:00. */
  private static boolean separator(String text, int at) {
    return at < text.length()
        && ".,:-/+T".indexOf(text.charAt(at)) >= 0
        && Chars.digit(text, at + 1);
  }
}
