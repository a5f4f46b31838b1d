package io.healing.core.logs;

/** Which words of letters and digits name nothing lasting. */
final class Ids {
  private static final int LEAST_HEX = 6;
  private static final int LEAST_RANDOM = 8;
  private static final int CHANGES_OF_RANDOM = 3;

  private Ids() {}

  /** Whether nothing of a variable part is worth keeping: no digit in it, only hex, or a unit. */
  static boolean whole(char[] text, int from, int end) {
    boolean digits = false;
    boolean hex = true;
    boolean unit = text[end - 1] == '%';
    for (int i = from; i < end; i++) {
      unit |= text[i] == ' ';
      digits |= CharKind.digit(text[i]);
      hex &= CharKind.hex(text[i]) || CharKind.of(text[i]) == CharKind.JOINT;
    }
    return !digits || hex || unit;
  }

  /**
   * The end of what is a name in a word: all of it when it has no digit, none of it when it is hex
   * or made by chance, else the letters before its first digit.
   */
  static int name(char[] text, int from, int end) {
    int digit = firstDigit(text, from, end);
    if (digit == end) {
      return end;
    }
    boolean named = digit - from > 1 && !hex(text, from, end) && !random(text, from, end);
    return named ? digit : from;
  }

  private static int firstDigit(char[] text, int from, int end) {
    int at = from;
    while (at < end && !CharKind.digit(text[at])) {
      at++;
    }
    return at;
  }

  private static boolean hex(char[] text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (!CharKind.hex(text[i])) {
        return false;
      }
    }
    return end - from >= LEAST_HEX;
  }

  /** Letters and digits in such a mix as only chance makes. */
  private static boolean random(char[] text, int from, int end) {
    int changes = 0;
    for (int i = from + 1; i < end; i++) {
      changes += CharKind.digit(text[i]) == CharKind.digit(text[i - 1]) ? 0 : 1;
    }
    return end - from >= LEAST_RANDOM && changes >= CHANGES_OF_RANDOM;
  }
}
