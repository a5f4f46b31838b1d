package io.healing.core.detect;

import java.util.regex.Pattern;

/** Takes out of a text what says that there was no error, so that it is not taken for one. */
final class Negation {
  private static final Pattern NONE =
      Pattern.compile(
          "\\b(no|zero|0|without|without any|free of|never an?)\\s+([\\w-]+\\s+){0,3}?"
              + "(errors?|failures?|failed|exceptions?|leaks?|timeouts?|warnings?|problems?)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ZERO =
      Pattern.compile(
          "\\b(errors?|failures?|failed|exceptions?|timeouts?|warnings?)\\s*[:=]\\s*(0|none|no|false)\\b",
          Pattern.CASE_INSENSITIVE);

  private Negation() {}

  static String without(String text) {
    return ZERO.matcher(NONE.matcher(text).replaceAll(" ")).replaceAll(" ");
  }
}
