package io.healing.sqlite.schema;

/**
 * A piece of SQL that means something: no blank and no comment.
 *
 * @param kind what it is
 * @param text as it is written
 * @param start where it begins in the text
 */
record Token(Kind kind, String text, int start) {
  enum Kind {
    /** A keyword or a name without quotes. */
    WORD,
    /** A name in quotes, brackets or back-ticks. */
    QUOTED,
    /** A string in single quotes, or a blob. */
    STRING,
    NUMBER,
    SYMBOL
  }

  /** Where it ends, exclusive. */
  int end() {
    return start + text.length();
  }

  boolean is(String word) {
    return kind != Kind.QUOTED && kind != Kind.STRING && text.equalsIgnoreCase(word);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  /** The name without its quotes. A string can stand for a name, too. */
  String name() {
    if (kind == Kind.WORD || text.length() < 2) {
      return text;
    }
    String quote = text.substring(text.length() - 1);
    String inside = text.substring(1, text.length() - 1);
    return quote.equals("]") ? inside : inside.replace(quote + quote, quote);
  }

  /** Equal for two tokens that mean the same to SQLite. */
  String meaning() {
    return switch (kind) {
      case WORD, QUOTED, NUMBER -> lower(name());
      case STRING, SYMBOL -> text;
    };
  }

  /** As SQLite compares names: only the letters from A to Z have two cases. */
  static String lower(String name) {
    StringBuilder lower = new StringBuilder(name);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      lower.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return lower.toString();
  }
}
