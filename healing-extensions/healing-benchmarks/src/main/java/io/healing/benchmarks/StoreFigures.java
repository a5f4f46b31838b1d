package io.healing.benchmarks;

import io.healing.api.job.JobRun;
import java.util.List;
import java.util.Locale;

/** How many runs the store writes in the time in which plain JDBC writes one; in turns. */
public final class StoreFigures {
  private static final int RUNS = 60_000;
  private static final int WARM = 20_000;

  private StoreFigures() {}

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    compare(100);
    compare(1_000);
  }

  private static void compare(int batch) throws Exception {
    int warm = WARM / batch;
    int rounds = RUNS / batch;
    long[] cpuOurs = new long[rounds];
    long[] cpuPlain = new long[rounds];
    long[] ours = new long[rounds];
    long[] plain = new long[rounds];
    try (History history = new History()) {
      for (int round = -warm; round < rounds; round++) {
        List<JobRun> runs = History.runs((long) (round + warm) * batch, batch);
        int at = Math.max(0, round);
        if (round % 2 == 0) {
          time(at, cpuOurs, ours, () -> history.healing(runs));
        }
        time(at, cpuPlain, plain, () -> history.jdbc(runs));
        if (round % 2 != 0) {
          time(at, cpuOurs, ours, () -> history.healing(runs));
        }
      }
      history.check((long) (warm + rounds) * batch);
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "history in batches of %d: %.1f us a run, plain JDBC %.1f us, ratio %.2f, bar 0.8"
                + " (by the clock on the wall %.2f)",
            batch,
            Cost.median(cpuOurs) / 1e3 / batch,
            Cost.median(cpuPlain) / 1e3 / batch,
            (double) Cost.median(cpuPlain) / Cost.median(cpuOurs),
            (double) Cost.median(plain) / Cost.median(ours)));
  }

  private static void time(int at, long[] cpu, long[] wall, Cost.Work work) {
    long began = System.nanoTime();
    cpu[at] = Cost.once(work);
    wall[at] = System.nanoTime() - began;
  }
}
