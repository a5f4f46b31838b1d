package io.healing.core.detect.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What the others of its kind measure at the same look. What is twice as much as the middle of the
 * others, six of their usual distances from it, and a tenth of the warning above it stands apart.
 * It is news only when it stands apart from its own past in the same way.
 *
 * @param others how many there are, 2 or more
 * @param middle the median of their values
 * @param spread the median of their distances from it, as of a normal distribution's deviation
 */
record Peers(int others, double middle, double spread) {
  private static final int FEWEST = 2;
  private static final int FEWEST_LOOKS = 10;
  private static final double OF_NORMAL = 1.4826;
  private static final double DISTANCES = 6;
  private static final double OF_WARNING = 0.1;
  private static final int SURE = 2;
  private static final int SUREST = 3;

  /** The others of one entry; empty where fewer than two of them have a value. */
  static Optional<Peers> of(Sheet.Entry one, List<Sheet.Entry> all) {
    return of(
        all.stream()
            .filter(entry -> !entry.subject().equals(one.subject()))
            .mapToDouble(Sheet.Entry::value)
            .filter(Double::isFinite),
        FEWEST);
  }

  private static Optional<Peers> of(DoubleStream values, int fewest) {
    List<Double> sorted = new ArrayList<>(values.sorted().boxed().toList());
    if (sorted.size() < fewest) {
      return Optional.empty();
    }
    double middle = middle(sorted);
    sorted.replaceAll(value -> Math.abs(value - middle));
    Collections.sort(sorted);
    return Optional.of(new Peers(sorted.size(), middle, OF_NORMAL * middle(sorted)));
  }

  private static double middle(List<Double> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** Its own values of the looks before, as if they were peers; empty of fewer than ten looks. */
  static Optional<Peers> past(Standing before) {
    return of(before.recent().stream().mapToDouble(Double::doubleValue), FEWEST_LOOKS);
  }

  /** Whether a value below its warning stands apart from these. */
  boolean apart(double value, double warning) {
    double far = Math.max(DISTANCES * spread, Math.max(middle, OF_WARNING * warning));
    return value < warning && value > middle + far;
  }

  /** How sure it is after one more look: two looks of the last three are told. */
  static int sure(int before, boolean apart) {
    return apart ? Math.min(SUREST, before + 1) : Math.max(0, before - 1);
  }

  static boolean told(int sure) {
    return sure >= SURE;
  }

  /** Such as {@code the other 3 are at 20 ms in the middle}. */
  String words(String unit) {
    return "the other " + others + " are at " + Words.number(middle) + unit + " in the middle";
  }
}
