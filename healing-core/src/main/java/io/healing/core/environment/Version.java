package io.healing.core.environment;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers joined by dots. Those that are left out at the end are 0.
 *
 * @param text as written
 */
record Version(String text) {
  private static final Pattern DOTTED =
      Pattern.compile("(?<![0-9.])[0-9]{1,9}(\\.[0-9]{1,9})+(?![0-9])");
  private static final Pattern PLAIN =
      Pattern.compile("(?<![0-9A-Za-z.:/_-])v?([0-9]{1,9})(?![0-9A-Za-z:/_-])");

  /** The first version in what a program says: numbers joined by dots, or else a number alone. */
  static Optional<Version> in(String output) {
    Matcher dotted = DOTTED.matcher(output);
    if (dotted.find()) {
      return Optional.of(new Version(dotted.group()));
    }
    Matcher plain = PLAIN.matcher(output);
    return plain.find() ? Optional.of(new Version(plain.group(1))) : Optional.empty();
  }

  boolean atLeast(Version wanted) {
    int[] own = numbers();
    int[] other = wanted.numbers();
    int length = Math.max(own.length, other.length);
    return Arrays.compare(Arrays.copyOf(own, length), Arrays.copyOf(other, length)) >= 0;
  }

  private int[] numbers() {
    return Pattern.compile("\\.").splitAsStream(text).mapToInt(Integer::parseInt).toArray();
  }
}
