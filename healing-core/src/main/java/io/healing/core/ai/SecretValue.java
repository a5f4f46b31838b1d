package io.healing.core.ai;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where the value that begins here ends: at its quote, its line, or its word. */
final class SecretValue {
  private static final Pattern OPEN = Pattern.compile("[bfru]?(?<quote>\\\\{0,3}+[\"'`])");
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?i:bearer|basic|digest|token|negotiate|apikey|ntlm|aws4-hmac-sha256)[ \\t]{1,4}+");
  private static final Pattern BLOCK = Pattern.compile("[|>][+-]?[0-9]?[ \\t]{0,20}+(?:\\r?\\n)");

  /** How many marks and brackets behind a word are looked at. */
  private static final int MOST_MARKS = 8;

  private final String text;
  private final int at;

  SecretValue(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** A quoted value, the rest of the line, or a word. */
  Span read(boolean wholeLine) {
    Matcher open = matcher(OPEN);
    if (open.lookingAt()) {
      return quoted(open.end(), open.group("quote"));
    }
    Matcher block = matcher(BLOCK);
    if (wholeLine && block.lookingAt()) {
      return block(block.end());
    }
    return wholeLine ? line(at) : word();
  }

  /** The value of a header: what follows the scheme, to the end of the line or of the quotes. */
  Span restOfLine() {
    Matcher open = matcher(OPEN);
    int from = open.lookingAt() ? open.end() : at;
    Matcher scheme = SCHEME.matcher(text).region(from, text.length());
    from = scheme.lookingAt() ? scheme.end() : from;
    int to = from;
    while (to < text.length() && "\"'`\r\n".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    boolean escaped = to > from && to < text.length() && text.charAt(to - 1) == '\\';
    return new Span(from, escaped ? to - 1 : to);
  }

  private Matcher matcher(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }

  private Span quoted(int from, String quote) {
    int to = from;
    while (to < text.length() && text.charAt(to) != '\n' && !text.startsWith(quote, to)) {
      to += quote.length() == 1 && text.charAt(to) == '\\' ? 2 : 1;
    }
    return new Span(from, Math.min(to, text.length()));
  }

  private Span line(int from) {
    int to = from;
    while (to < text.length() && text.charAt(to) != '\n' && !text.startsWith(" #", to)) {
      to++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return new Span(
        from, text.startsWith(Redactor.MASK, from) ? from + Redactor.MASK.length() : to);
  }

  /** The lines of a YAML block: those that are indented, up to the first one that is not. */
  private Span block(int from) {
    int to = from;
    while (to < text.length() && " \t\r\n".indexOf(text.charAt(to)) >= 0) {
      int feed = text.indexOf('\n', to);
      to = feed < 0 ? text.length() : feed + 1;
    }
    return new Span(from, text.startsWith("\n", to - 1) ? to - 1 : to);
  }

  private Span word() {
    if (text.startsWith(Redactor.MASK, at)) {
      return new Span(at, at + Redactor.MASK.length());
    }
    int to = at;
    while (to < text.length() && !endsWord(to)) {
      to++;
    }
    int least = Math.max(at, to - MOST_MARKS);
    while (to > least && endsSentence(to - 1)) {
      to--;
    }
    return new Span(at, to);
  }

  /** A mark or a bracket behind the word, unless the bracket was opened in the word. */
  private boolean endsSentence(int last) {
    int bracket = ")}]".indexOf(text.charAt(last));
    if (bracket < 0) {
      return ",.:".indexOf(text.charAt(last)) >= 0;
    }
    return text.subSequence(at, last).chars().noneMatch(c -> c == "({[".charAt(bracket));
  }

  private boolean endsWord(int i) {
    char c = text.charAt(i);
    return Character.isWhitespace(c)
        || "\"'`&;<>".indexOf(c) >= 0
        || (c == ',' && nameFollows(i + 1));
  }

  private boolean nameFollows(int from) {
    int i = from;
    while (i < text.length() && i - from < 40 && Character.isLetterOrDigit(text.charAt(i))) {
      i++;
    }
    return i > from && i < text.length() && "=:".indexOf(text.charAt(i)) >= 0;
  }
}
