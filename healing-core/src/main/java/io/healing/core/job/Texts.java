package io.healing.core.job;

import java.util.function.UnaryOperator;

/** Cuts and redacts texts that other people wrote. */
final class Texts {
  static final String UNREDACTED = "[left out: it could not be redacted]";

  private final UnaryOperator<String> redactor;

  Texts(UnaryOperator<String> redactor) {
    this.redactor = redactor;
  }

  /**
   * The redacted text, at most so many characters. It is redacted before it is cut, so that a
   * secret on the edge is whole when it is looked for; a text that is far too long is first cut at
   * a blank. A redactor that throws costs the text, never the secret.
   */
  String redacted(String text, int limit) {
    return start(redacted(text.length() > 2 * limit ? cutAtBlank(text, 2 * limit) : text), limit);
  }

  /** The redacted text, whole. */
  String redacted(String text) {
    if (text.isEmpty()) {
      return text;
    }
    try {
      return redactor.apply(text);
    } catch (RuntimeException | StackOverflowError e) {
      return UNREDACTED;
    }
  }

  private static String cutAtBlank(String text, int limit) {
    int end = limit;
    while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
      end--;
    }
    return text.substring(0, end == 0 ? limit / 2 : end);
  }

  /** The first characters, never half a surrogate pair. */
  static String start(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    boolean splits = limit > 0 && Character.isHighSurrogate(text.charAt(limit - 1));
    return text.substring(0, splits ? limit - 1 : limit);
  }

  /** The longest start that has at most so many bytes in UTF-8. */
  static String startWithin(String text, int bytes) {
    if (text.length() * 3L <= bytes || utf8Length(text) <= bytes) {
      return text;
    }
    int end = 0;
    int left = bytes;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      left -= utf8Length(point);
      if (left < 0) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }

  static int utf8Length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      bytes += utf8Length(point);
      i += Character.charCount(point);
    }
    return bytes;
  }

  /** An unpaired surrogate is written as a question mark, one byte. */
  private static int utf8Length(int point) {
    if (point < 0x80 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }
}
