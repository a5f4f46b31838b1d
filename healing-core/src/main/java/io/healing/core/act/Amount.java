package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import java.util.Optional;

/**
 * How much a number is to become: {@code value} itself, or {@code factor} times what it is. A whole
 * number stays whole: it is rounded away from the old value.
 */
final class Amount {
  private static final double MOST_FACTOR = 100;

  private Amount() {}

  /**
   * The new value within bounds. A value outside of them is refused; a factor goes as far as they
   * let it.
   *
   * @throws HealingException when the wish does not say how much, or nothing would change
   */
  static double next(ActionRequest wish, double old, double least, double most) {
    Optional<String> value = wish.parameter("value");
    Optional<String> factor = wish.parameter("factor");
    if (value.isPresent() == factor.isPresent()) {
      throw new HealingException(
          wish + " needs either \"value\" or \"factor\"", "Give one of them as a parameter");
    }
    return value.isPresent()
        ? given(number(wish, "value", value.get()), wish, least, most)
        : Math.max(least, Math.min(most, times(wish, old, factor.orElseThrow())));
  }

  private static double given(double value, ActionRequest wish, double least, double most) {
    if (value < least || value > most) {
      throw new HealingException(
          "\"value\" of " + wish + " is " + text(value),
          "It may be " + text(least) + " to " + text(most));
    }
    return value;
  }

  private static double times(ActionRequest wish, double old, String written) {
    double factor = number(wish, "factor", written);
    if (!(factor > 0 && factor <= MOST_FACTOR)) {
      throw new HealingException(
          "\"factor\" of " + wish + " is " + written,
          "It may be above 0 and at most " + text(MOST_FACTOR));
    }
    double next = old * factor;
    boolean whole = Math.rint(old) == old;
    return !whole ? next : next > old ? Math.ceil(next) : Math.floor(next);
  }

  private static double number(ActionRequest wish, String key, String text) {
    try {
      double number = Double.parseDouble(text.strip());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new HealingException(
          "\"" + key + "\" of " + wish + " is \"" + text + "\"", "Give a number", e);
    }
    throw new HealingException("\"" + key + "\" of " + wish + " is " + text, "Give a number");
  }

  /** A number as it is written: whole ones without a fraction. */
  static String text(double number) {
    boolean whole = Math.rint(number) == number && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }
}
