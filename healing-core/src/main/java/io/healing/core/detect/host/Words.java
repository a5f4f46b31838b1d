package io.healing.core.detect.host;

import io.healing.api.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Numbers and names for people. */
final class Words {
  private static final int LONGEST = 150;
  private static final int SHORT = 140;
  private static final double EXACT = 1e15;

  private static final double STEP = 1_024;
  private static final List<String> UNITS = List.of("bytes", "KB", "MB", "GB", "TB", "PB");

  private Words() {}

  /** With one digit behind the point where it is not whole. */
  static String number(double value) {
    double tenths = Math.rint(value * 10) / 10;
    return tenths == Math.rint(tenths) && Math.abs(tenths) < EXACT
        ? Long.toString((long) tenths)
        : String.format(Locale.ROOT, "%.1f", tenths);
  }

  static String percent(double value) {
    return number(value) + " %";
  }

  /** Bytes in the largest unit of which there is at least one, in powers of 1024. */
  static String size(long bytes) {
    double left = (double) bytes;
    int unit = 0;
    while (left >= STEP && unit < UNITS.size() - 1) {
      left /= STEP;
      unit++;
    }
    return number(left) + " " + UNITS.get(unit);
  }

  /** A part of the environment; too long a name is cut, with a hash of the whole at its end. */
  static Subject part(String name) {
    return Subject.environment(which(name));
  }

  static String which(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LONGEST
        ? plain
        : plain.substring(0, SHORT) + "~" + Integer.toHexString(name.hashCode());
  }

  /** The parts of a list such as {@code a, b}; empty ones are left out. */
  static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
