package io.healing.core.logs;

import java.util.Set;

/** Which words name nothing lasting. */
final class Words {
  private static final int LEAST_HEX = 6;
  private static final int LEAST_RANDOM = 8;
  private static final int CHANGES_OF_RANDOM = 3;
  private static final Set<String> CALENDAR =
      Set.of(
          "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private Words() {}

  /**
   * Whether a word of letters and digits is an id: hex with a digit and a letter, {@code 0x} and
   * hex, an object's hash after its {@code @}, an ISO duration, or letters and digits in such a mix
   * as only chance makes.
   */
  static boolean id(String text, int from, int end) {
    boolean afterAt = from > 0 && text.charAt(from - 1) == '@';
    int digits = Chars.digits(text, from, end);
    if (digits == 0 || digits == end - from) {
      return afterAt && end - from >= LEAST_HEX && Chars.hex(text, from, end);
    }
    String word = text.substring(from, end);
    boolean random = word.length() >= LEAST_RANDOM && changes(word) >= CHANGES_OF_RANDOM;
    return ((afterAt || word.length() >= LEAST_HEX) && Chars.hex(text, from, end))
        || word.startsWith("0x")
        || duration(word)
        || (random && !time(word));
  }

  private static boolean duration(String word) {
    String from = word.startsWith("PT") ? word.substring(2) : word.substring(1);
    return word.startsWith("P")
        && Chars.digit(from, 0)
        && from.chars().allMatch(c -> Chars.digit((char) c) || "DTHMS".indexOf(c) >= 0);
  }

  /** The middle of a date and time, such as 02T03. */
  private static boolean time(String word) {
    return word.chars().allMatch(c -> Chars.digit((char) c) || c == 'T' || c == 'Z');
  }

  private static int changes(String word) {
    int changes = 0;
    for (int i = 1; i < word.length(); i++) {
      changes += Chars.digit(word, i) == Chars.digit(word, i - 1) ? 0 : 1;
    }
    return changes;
  }

  /** Whether this is the day or the month of a date such as Tue, 3 Nov or Nov 3. */
  static boolean ofCalendar(String text, int from, int end) {
    return end - from == 3
        && CALENDAR.contains(text.substring(from, end))
        && (numberFollows(text, end, true) || numberBefore(text, from));
  }

  private static boolean numberFollows(String text, int end, boolean month) {
    int next = end;
    while (next < text.length() && " ,-".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    int wordEnd = Chars.wordEnd(text, next);
    boolean dated = month && CALENDAR.contains(text.substring(next, wordEnd));
    return Chars.digit(text, next) || (dated && numberFollows(text, wordEnd, false));
  }

  private static boolean numberBefore(String text, int from) {
    return from > 1 && " -".indexOf(text.charAt(from - 1)) >= 0 && Chars.digit(text, from - 2);
  }
}
