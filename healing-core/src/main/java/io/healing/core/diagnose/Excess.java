package io.healing.core.diagnose;

import io.healing.core.diagnose.RootCauses.Sample;
import java.util.List;

/**
 * By how much a component was beyond its usual level while the target was bad.
 *
 * @param total over all calls of a sample, the mean of the bad samples: seconds lost, or failures
 * @param each for one call
 * @param times in units of the usual spread
 * @param samples how many single samples were beyond
 */
record Excess(double total, double each, double times, int samples) {
  private static final double CLEAR = 5;
  private static final double BEYOND = 3;
  private static final double HALF = 0.5;

  static Excess of(List<Sample> then, Usual usual, double level) {
    double total = 0;
    double each = 0;
    int beyond = 0;
    for (Sample sample : then) {
      double above = sample.value() - level;
      total += above * sample.calls();
      each += above;
      beyond += sample.value() > usual.high() && usual.times(above) > BEYOND ? 1 : 0;
    }
    double mean = each / then.size();
    return new Excess(Math.max(0, total / then.size()), mean, usual.times(mean), beyond);
  }

  /** Whether this is more than chance, in at least half of the bad samples. */
  boolean clear(int bad) {
    return times > CLEAR && samples >= HALF * bad;
  }
}
