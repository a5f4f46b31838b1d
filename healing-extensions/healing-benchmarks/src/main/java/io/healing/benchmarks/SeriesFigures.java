package io.healing.benchmarks;

import io.healing.benchmarks.eval.DetectorCost;
import java.util.Locale;

/** What judging a stream of numbers costs: time a point, memory a series. */
public final class SeriesFigures {
  private SeriesFigures() {}

  /** Prints the figures. */
  public static void main(String[] args) {
    DetectorCost cost = DetectorCost.measured();
    System.out.println(
        String.format(
            Locale.ROOT,
            "anomaly detector: %.0f ns a point, bar 1000; %d bytes a series, bar 4096;"
                + " %d bytes of state",
            cost.nanos(),
            cost.bytes(),
            cost.stored()));
  }
}
