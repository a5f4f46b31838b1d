package io.healing.core.act;

import io.healing.api.HealingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a number stands in a text, and the unit that follows it, as in {@code 30}, {@code 1.5} and
 * {@code 250ms}.
 *
 * @param start of the number
 * @param end after the number, before its unit
 * @param number as it is written
 * @param unit as it is written; may be empty
 */
record NumberPlace(int start, int end, String number, String unit) {
  private static final Pattern NUMBER =
      Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)(\\s?[A-Za-z]{0,12})");

  /**
   * Reads a value at a place.
   *
   * @param key what it is the value of
   * @throws HealingException when it is no number
   */
  static NumberPlace of(String key, String value, int start) {
    Matcher matcher = NUMBER.matcher(value);
    if (!matcher.matches()) {
      throw new HealingException("The value of " + key + " is no number", "Change it by hand");
    }
    return new NumberPlace(
        start, start + matcher.group(1).length(), matcher.group(1), matcher.group(2));
  }

  double value() {
    return Double.parseDouble(number);
  }

  /** The text with another number there and everything else kept. */
  String replaced(String text, double next) {
    return text.substring(0, start) + Amount.text(next) + text.substring(end);
  }

  /** A number with the unit that stands there. */
  String words(double value) {
    return Amount.text(value) + unit;
  }
}
