package io.healing.core.logs;

/**
 * A text without what differs from one time to the next, made in one pass: numbers with their
 * signs, separators and units, dates and times, hex, UUIDs and random ids, and quoted strings that
 * are no path become {@value #VARIABLE}; blanks become one. Words, paths and punctuation stay. Two
 * lines with the same mask say the same thing.
 *
 * <p>Safe for use by several threads.
 */
public final class LineMask {
  /** What stands for a part that differs. */
  public static final String VARIABLE = "<*>";

  private static final int LONGEST = 8_192;
  private static final int LONGEST_QUOTE = 200;

  private final String text;
  private final String subject;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private LineMask(String text, String subject) {
    this.text = text;
    this.subject = subject;
  }

  /**
   * The mask of a line.
   *
   * @param line of any length; what follows the first 8,192 characters is left out
   * @return without blanks at its beginning
   */
  public static String mask(CharSequence line) {
    return mask(line, "");
  }

  /**
   * The mask of a line in which a name differs too.
   *
   * @param line as in {@link #mask(CharSequence)}
   * @param name such as the job's, masked where it stands as a word of its own; names of fewer than
   *     3 characters are not looked for
   */
  public static String mask(CharSequence line, String name) {
    int length = Math.min(line.length(), LONGEST);
    return new LineMask(line.subSequence(0, length).toString(), name).made();
  }

  private String made() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Chars.wordPart(c)) {
        word();
      } else if (c == '"' || c == '\'' || c == '`') {
        quote(c);
      } else if (Character.isWhitespace(c)) {
        blank();
      } else {
        sign(c);
      }
    }
    return out.toString();
  }

  private void blank() {
    if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
    at++;
  }

  /** The sign of a number goes with it. */
  private void sign(char c) {
    boolean ofNumber = (c == '-' || c == '+') && Chars.digit(text, at + 1) && !afterWord();
    if (!ofNumber) {
      out.append(c);
    }
    at++;
  }

  private boolean afterWord() {
    return at > 0 && (Chars.wordPart(text.charAt(at - 1)) || text.charAt(at - 1) == '_');
  }

  private void quote(char mark) {
    int end = closing(mark);
    if (end < 0) {
      out.append(mark);
      at++;
      return;
    }
    String inside = text.substring(at + 1, end);
    if (inside.indexOf('/') >= 0 || inside.indexOf('\\') >= 0) {
      out.append(mark);
      at++;
    } else {
      out.append(mark).append(VARIABLE).append(mark);
      at = end + 1;
    }
  }

  /** Where the quote ends on its line; -1 for an apostrophe or a quote that does not end. */
  private int closing(char mark) {
    if (afterWord()) {
      return -1;
    }
    int last = Math.min(text.length(), at + LONGEST_QUOTE);
    for (int i = at + 1; i < last && text.charAt(i) != '\n'; i++) {
      if (text.charAt(i) == mark
          && !(i + 1 < text.length() && Chars.wordPart(text.charAt(i + 1)))) {
        return i;
      }
    }
    return -1;
  }

  private void word() {
    int end = Chars.wordEnd(text, at);
    if (ownName()) {
      out.append(VARIABLE);
      at += subject.length();
    } else if (Chars.uuid(text, at)) {
      masked(at + Chars.UUID_LENGTH);
    } else if (Words.id(text, at, end) || Words.ofCalendar(text, at, end)) {
      masked(end);
    } else if (Chars.digit(text, at)) {
      masked(Numbers.end(text, at));
    } else {
      letters(end);
    }
  }

  private boolean ownName() {
    int end = at + subject.length();
    return subject.length() > 2
        && text.startsWith(subject, at)
        && !(end < text.length() && Chars.wordPart(text.charAt(end)));
  }

  private void masked(int end) {
    out.append(VARIABLE);
    at = end;
  }

  /** Keeps the letters of a word and masks the numbers in it. */
  private void letters(int end) {
    boolean inNumber = false;
    for (; at < end; at++) {
      boolean digit = Chars.digit(text, at);
      if (!digit) {
        out.append(text.charAt(at));
      } else if (!inNumber) {
        out.append(VARIABLE);
      }
      inNumber = digit;
    }
  }
}
