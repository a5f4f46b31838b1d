package io.healing.core.logs;

/** Questions about the characters of a text. */
final class Chars {
  static final int UUID_LENGTH = 36;

  private Chars() {}

  static boolean wordPart(char c) {
    return Character.isLetterOrDigit(c);
  }

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean digit(String text, int at) {
    return at < text.length() && digit(text.charAt(at));
  }

  static boolean hex(char c) {
    return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean hex(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (!hex(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static int digits(String text, int from, int end) {
    int digits = 0;
    for (int i = from; i < end; i++) {
      digits += digit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
  }

  static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && wordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Whether a UUID begins here and ends where a word ends. */
  static boolean uuid(String text, int from) {
    int end = from + UUID_LENGTH;
    if (end > text.length() || (end < text.length() && wordPart(text.charAt(end)))) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(from + i);
      if (dash ? c != '-' : !hex(c)) {
        return false;
      }
    }
    return true;
  }
}
