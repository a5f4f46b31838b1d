package io.healing.cli;

import io.healing.api.HealingException;

/** Reads the id of one suggestion or action, as in s3 or a3; the letter may be left out. */
final class ItemId {
  private ItemId() {}

  static long suggestion(String text) {
    return number(text, "s", "suggestion");
  }

  static long action(String text) {
    return number(text, "a", "action");
  }

  private static long number(String text, String letter, String what) {
    if (!text.matches(letter + "?[0-9]{1,18}")) {
      throw new HealingException(
          "There is no " + what + " \"" + text + "\"",
          "Its id looks like " + letter + "3; 'healing " + what + "s' lists them.");
    }
    return Long.parseLong(text.replace(letter, ""));
  }
}
