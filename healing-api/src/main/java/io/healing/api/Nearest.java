package io.healing.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the known word that somebody may have meant; for what names a fault with its mend. */
public final class Nearest {
  private static final int LONGEST = 64;

  private Nearest() {}

  /** " Maybe word", or nothing where no known word is near. */
  public static String maybe(String written, Collection<String> known) {
    return of(written, known).map(word -> " Maybe " + word).orElse("");
  }

  /** The known word that differs least, by a third of its letters at most. */
  public static Optional<String> of(String written, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(written, word) <= Math.max(2, word.length() / 3))
        .min(Comparator.comparingInt(word -> distance(written, word)));
  }

  /**
   * How many letters must be put in, taken out or replaced to make one word of the other
   * (Levenshtein's distance); a very long word is far from every other.
   */
  public static int distance(String one, String other) {
    if (one.length() > LONGEST || other.length() > LONGEST) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      row = next(row, one.charAt(i - 1), other);
    }
    return row[other.length()];
  }

  /**
   * Whether they differ as by one slip of the finger: one letter too many, too few or wrong, or two
   * neighbours that changed places.
   */
  public static boolean slip(String one, String other) {
    int distance = distance(one, other);
    return distance == 1 || (distance == 2 && swapped(one, other));
  }

  private static boolean swapped(String one, String other) {
    return IntStream.range(1, one.length())
        .mapToObj(
            at ->
                one.substring(0, at - 1)
                    + one.charAt(at)
                    + one.charAt(at - 1)
                    + one.substring(at + 1))
        .anyMatch(other::equals);
  }

  private static int[] next(int[] row, char letter, String other) {
    int[] next = new int[row.length];
    next[0] = row[0] + 1;
    for (int j = 1; j < row.length; j++) {
      int replaced = row[j - 1] + (letter == other.charAt(j - 1) ? 0 : 1);
      next[j] = Math.min(replaced, Math.min(row[j], next[j - 1]) + 1);
    }
    return next;
  }
}
