package io.healing.core.learn;

import java.util.List;
import java.util.Locale;

/** Of many numbers the one below which most lie. */
final class Percentiles {
  private Percentiles() {}

  /** The smallest value that at least so many percent do not exceed; 0 of no values. */
  static double of(List<Double> values, int percent) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(1, rank) - 1);
  }

  /** As the configuration writes it: at most two decimals, none where it is whole. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceFirst("0+$", "").replaceFirst("\\.$", "");
  }
}
