package io.healing.benchmarks.eval;

import java.time.Instant;
import java.util.List;

/**
 * One file of the benchmark.
 *
 * @param file as the labels name it, group and name
 * @param lines time and value as the file has them, for the results
 * @param times of the rows, in UTC
 * @param values of the rows; NaN where there is none
 * @param windows labelled as anomalous, first to last
 */
record NabSeries(
    String file, List<String> lines, List<Instant> times, double[] values, List<Window> windows) {
  private static final double PROBATION = 0.15;
  private static final int LONGEST_PROBATION = 750;

  /** A labelled span, both ends with it. */
  record Window(Instant from, Instant to) {
    boolean holds(Instant time) {
      return !time.isBefore(from) && !time.isAfter(to);
    }
  }

  String group() {
    return file.substring(0, file.indexOf('/'));
  }

  String name() {
    return file.substring(file.indexOf('/') + 1);
  }

  int size() {
    return values.length;
  }

  /** The rows that no detector is scored on. */
  int probation() {
    return (int) Math.min(Math.floor(PROBATION * size()), LONGEST_PROBATION);
  }
}
