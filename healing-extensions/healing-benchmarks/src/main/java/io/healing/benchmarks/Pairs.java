package io.healing.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a runner gets done with Healing beside it, as a share of what it gets done without: pairs of
 * rounds, in each pair the other one first, and for every pair its own ratio. Printed are the
 * median of these ratios and the narrowest pair of order statistics that holds the true median in
 * at least 95 of 100 cases, whatever the ratios look like: they come from the binomial
 * distribution, since each ratio is as likely above the median as below. It falls short when that
 * whole interval lies below the bar.
 */
final class Pairs {
  static final double BAR = 0.97;
  static final int LEAST = 7;

  private static final int WARM = 4;
  private static final double OUTSIDE = 0.05;
  private static final String ROW = "%-40s %6s %7s %8s   %-16s %-6s %s%n";
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final int pairs;
  private boolean fellShort;

  Pairs(int pairs) {
    if (pairs < LEAST) {
      throw new IllegalArgumentException(
          "At least " + LEAST + " pairs are measured, but " + pairs + " were asked for");
    }
    this.pairs = pairs;
  }

  /** Times one round; what is prepared before and cleared away after is not timed. */
  interface Round {
    Took run(boolean healed) throws Exception;
  }

  /** Gets all the runs of a round done. */
  interface Work {
    void run() throws Exception;
  }

  /**
   * One round.
   *
   * @param nanos by the clock on the wall
   * @param processors the time of all processors, in nanoseconds
   * @param lost how many of its runs Healing did not take in
   */
  record Took(long nanos, long processors, long lost) {

    static Took of(Work work) throws Exception {
      long processors = MACHINE.getProcessCpuTime();
      long begun = System.nanoTime();
      work.run();
      long nanos = System.nanoTime() - begun;
      return new Took(nanos, MACHINE.getProcessCpuTime() - processors, 0);
    }

    Took losing(long runs) {
      return new Took(nanos, processors, runs);
    }
  }

  void head() {
    System.out.printf(
        Locale.ROOT,
        ROW,
        "throughput with Healing / without",
        "pairs",
        "runs",
        "median",
        "interval",
        "bar",
        "µs of processor a run more");
  }

  /** Measures one row of the table, after rounds that only warm up, and prints it. */
  void measure(String what, int runs, Round round) throws Exception {
    double[] ratio = new double[pairs];
    double[] more = new double[pairs];
    long lost = 0;
    for (int pair = -WARM; pair < pairs; pair++) {
      boolean healedFirst = pair % 2 == 0;
      Took one = quietly(round, healedFirst);
      Took two = quietly(round, !healedFirst);
      Took with = healedFirst ? one : two;
      Took without = healedFirst ? two : one;
      if (pair >= 0) {
        ratio[pair] = (double) without.nanos() / with.nanos();
        more[pair] = (with.processors() - without.processors()) / 1_000.0 / runs;
        lost += with.lost();
      }
    }
    row(what, runs, sorted(ratio), sorted(more));
    if (lost > 0) {
      System.out.println("  Healing did not take in " + lost + " of these runs");
    }
  }

  /** What the round before left to be collected is not paid by this one. */
  private static Took quietly(Round round, boolean healed) throws Exception {
    System.gc();
    return round.run(healed);
  }

  private void row(String what, int runs, double[] ratio, double[] more) {
    int rank = rank(pairs);
    double upper = ratio[pairs - rank];
    boolean shortOf = upper < BAR;
    fellShort |= shortOf;
    System.out.printf(
        Locale.ROOT,
        ROW,
        what,
        pairs,
        runs,
        decimals(median(ratio)),
        decimals(ratio[rank - 1]) + " to " + decimals(upper),
        shortOf ? "SHORT" : "holds",
        "%.1f (%.1f to %.1f)".formatted(median(more), more[rank - 1], more[pairs - rank]));
  }

  /** Whether a row fell short. */
  boolean fellShort() {
    return fellShort;
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static double[] sorted(double[] values) {
    Arrays.sort(values);
    return values;
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The place from either end, 1 for the outermost. */
  private static int rank(int values) {
    double outside = 0;
    double chance = Math.pow(0.5, values);
    int rank = 0;
    while (2 * (outside + chance) <= OUTSIDE) {
      outside += chance;
      rank++;
      chance = chance * (values - rank + 1) / rank;
    }
    return rank;
  }
}
