package io.healing.core.detect;

import java.util.regex.Pattern;

/** Takes out of a text what says that there was no error, so that it is not taken for one. */
final class Negation {
  /** Such as "no errors found", "0 failed", but not "no such host: error". */
  private static final Pattern NONE =
      Pattern.compile(
          "\\b(no|zero|0|without|without any|free of|never an?)\\s+(?!such\\b)([\\w-]+\\s+){0,2}?"
              + "(errors?|failures?|failed|exceptions?|leaks?|timeouts?|warnings?|problems?)\\b",
          Pattern.CASE_INSENSITIVE);

  /** Such as "errors: 0", but not "error: 0 bytes read". */
  private static final Pattern ZERO =
      Pattern.compile(
          "\\b(errors?|failures?|failed|exceptions?|timeouts?|warnings?)\\s*[:=]\\s*(0|none)"
              + "(?=\\s*([,;.)\\]]|$))",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private Negation() {}

  static String without(String text) {
    return ZERO.matcher(NONE.matcher(text).replaceAll(" ")).replaceAll(" ");
  }
}
