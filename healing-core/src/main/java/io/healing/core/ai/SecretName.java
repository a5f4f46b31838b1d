package io.healing.core.ai;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A telling word found in a text, and what stands around it. Every look ahead is bounded. */
final class SecretName {
  private static final int LONGEST_AFFIX = 40;

  /** A name that goes on with one of these speaks about the secret; it does not hold it. */
  private static final Set<String> ABOUT =
      Set.of(
          "file",
          "path",
          "url",
          "uri",
          "endpoint",
          "name",
          "type",
          "count",
          "limit",
          "expires",
          "expiry",
          "expiration",
          "expire",
          "expired",
          "ttl",
          "length",
          "len",
          "policy",
          "field",
          "required",
          "reset",
          "min",
          "max",
          "age",
          "issuer",
          "provider",
          "manager",
          "store",
          "used",
          "usage",
          "size",
          "budget",
          "rate",
          "attempts",
          "status",
          "error",
          "hint",
          "prompt",
          "dir",
          "directory",
          "location",
          "encoder",
          "validator",
          "rotation",
          "version",
          "service",
          "exception",
          "controller",
          "filter",
          "handler",
          "util",
          "test",
          "config",
          "repository",
          "factory",
          "client",
          "java",
          "py",
          "js",
          "ts",
          "rb",
          "sh",
          "go",
          "kt",
          "php",
          "conf",
          "yaml",
          "yml",
          "json",
          "txt",
          "class",
          "log",
          "xml",
          "properties");

  private static final Pattern WORDS = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+|[0-9]+");

  /** The end of the name, the separator, and the blanks behind it. */
  private static final Pattern SEPARATOR =
      Pattern.compile(
          "(?<close>[\\\\\"'`\\])]{0,4}+)(?<gap>[ \\t]{0,20}+)"
              + "(?<sign>=>|->|:=|!=|={1,3}+|::?|,|%3[AaDd])?+(?<blank>[ \\t]{0,20}+)");

  private final String text;
  private final int start;
  private final int wordEnd;
  private final int end;

  SecretName(String text, int start, int wordEnd) {
    this.text = text;
    this.start = start;
    this.wordEnd = wordEnd;
    this.end = endOfName(text, wordEnd);
  }

  private static int endOfName(String text, int from) {
    int end = from;
    int most = Math.min(text.length(), from + LONGEST_AFFIX);
    while (end < most && isNameCharacter(text.charAt(end))) {
      end++;
    }
    return text.startsWith("->", end - 1) && end > from ? end - 1 : end;
  }

  private static boolean isNameCharacter(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
  }

  /** Whether the name is that of a secret, not of something about it, nor another word. */
  boolean isName() {
    return !isInsideWord() && !isAbout();
  }

  /** {@code bypass} and {@code compass} are not {@code pass}. */
  private boolean isInsideWord() {
    boolean brief = word().equals("pass") || word().equals("pwd");
    return brief
        && start > 0
        && Character.isLetter(text.charAt(start - 1))
        && Character.isUpperCase(text.charAt(start))
            == Character.isUpperCase(text.charAt(start - 1));
  }

  private boolean isAbout() {
    String rest = text.substring(wordEnd, end);
    if (!rest.isEmpty() && continues(rest) && !Set.of("s", "hash", "value").contains(lower(rest))) {
      return true;
    }
    Matcher words = WORDS.matcher(rest);
    boolean about = false;
    while (!about && words.find()) {
      about = ABOUT.contains(lower(words.group()));
    }
    return about;
  }

  /**
   * Whether the word goes on in the same letters, as {@code tokenizer} does after {@code token}.
   */
  private boolean continues(String rest) {
    char first = rest.charAt(0);
    char last = text.charAt(wordEnd - 1);
    return Character.isLetter(first) && Character.isUpperCase(first) == Character.isUpperCase(last);
  }

  private String word() {
    return lower(text.substring(start, wordEnd));
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Where the value stands; nothing where there is none. */
  Span value() {
    Matcher separator = SEPARATOR.matcher(text).region(end, text.length());
    if (!separator.lookingAt() || !separates(separator)) {
      return Span.none(end);
    }
    SecretValue value = new SecretValue(text, separator.end());
    Span found = header() ? value.restOfLine() : value.read(isYaml(separator));
    boolean argument = ",".equals(separator.group("sign"));
    return isCount(found) || (argument && isNameOfNext(found)) ? Span.none(found.to()) : found;
  }

  private boolean separates(Matcher separator) {
    String sign = separator.group("sign");
    if (sign == null) {
      return isFlag()
          && separator.group("gap").length() > 0
          && !text.startsWith("-", separator.end());
    }
    return !sign.equals(",") || isFlag() || separator.group("close").matches(".*[\"'].*");
  }

  /** Whether it is an option of a command line, as {@code --db-password}. */
  private boolean isFlag() {
    int first = nameStart();
    return first < start + 1
        && text.charAt(first) == '-'
        && (first == 0 || " \t\n\"'[,".indexOf(text.charAt(first - 1)) >= 0);
  }

  private int nameStart() {
    int first = start;
    while (first > 0 && start - first < LONGEST_AFFIX && isNameCharacter(text.charAt(first - 1))) {
      first--;
    }
    return first;
  }

  private boolean header() {
    return word().equals("authorization") || word().equals("cookie");
  }

  /** Whether the name begins its line and a colon ends it: the value then takes the whole line. */
  private boolean isYaml(Matcher separator) {
    if (!":".equals(separator.group("sign"))) {
      return false;
    }
    int first = nameStart();
    while (first > 0
        && start - first < 2 * LONGEST_AFFIX
        && " \t\"'-".indexOf(text.charAt(first - 1)) >= 0) {
      first--;
    }
    return first == 0 || text.charAt(first - 1) == '\n';
  }

  /** In {@code "name":"password","value":"x"} the word after the comma is a name again. */
  private boolean isNameOfNext(Span found) {
    int next = found.to();
    while (next < text.length()
        && next - found.to() < 6
        && "\\\"' ".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next < text.length() && "=:".indexOf(text.charAt(next)) >= 0;
  }

  /** {@code tokens: 345} counts tokens. */
  private boolean isCount(Span found) {
    return text.startsWith("s", wordEnd)
        && found.to() > found.from()
        && found.in(text).chars().allMatch(Character::isDigit);
  }
}
