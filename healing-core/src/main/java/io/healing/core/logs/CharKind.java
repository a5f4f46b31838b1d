package io.healing.core.logs;

/** What a character can be in a line. */
final class CharKind {
  static final byte OTHER = 0;
  static final byte BLANK = 1;
  static final byte LOWER = 2;
  static final byte UPPER = 3;
  static final byte UNDERSCORE = 4;
  static final byte DIGIT = 5;

  /** A sign that may join two parts of one word, such as the dot of a host's name. */
  static final byte JOINT = 6;

  static final byte QUOTE = 7;

  private static final int TABLE = 128;
  private static final byte[] KINDS = table();

  private CharKind() {}

  static byte of(char c) {
    return c < TABLE ? KINDS[c] : foreign(c);
  }

  static boolean wordPart(char c) {
    byte kind = of(c);
    return kind >= LOWER && kind <= DIGIT;
  }

  static boolean alnum(char c) {
    byte kind = of(c);
    return kind == LOWER || kind == UPPER || kind == DIGIT;
  }

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean hex(char c) {
    return digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static byte foreign(char c) {
    if (Character.isWhitespace(c) || c == '\u00a0') {
      return BLANK;
    }
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) ? LOWER : OTHER;
  }

  private static byte[] table() {
    byte[] kinds = new byte[TABLE];
    for (char c = 0; c < TABLE; c++) {
      kinds[c] = ascii(c);
    }
    return kinds;
  }

  private static byte ascii(char c) {
    if (c <= ' ') {
      return BLANK;
    }
    if (digit(c)) {
      return DIGIT;
    }
    if (c == '_') {
      return UNDERSCORE;
    }
    if (Character.isLetter(c)) {
      return Character.isUpperCase(c) ? UPPER : LOWER;
    }
    return "\"'`".indexOf(c) >= 0 ? QUOTE : ".-:/\\$@~+,".indexOf(c) >= 0 ? JOINT : OTHER;
  }
}
