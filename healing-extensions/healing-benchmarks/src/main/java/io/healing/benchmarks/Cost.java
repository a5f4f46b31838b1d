package io.healing.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Times work by the processor time of the calling thread, which other programs disturb little. */
final class Cost {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Cost() {}

  /** A work that may fail. */
  interface Work {
    void run() throws Exception;
  }

  /** The nanoseconds of one time. */
  static long once(Work work) {
    long before = THREADS.getCurrentThreadCpuTime();
    try {
      work.run();
    } catch (Exception e) {
      throw new IllegalStateException("What was to be measured failed", e);
    }
    return THREADS.getCurrentThreadCpuTime() - before;
  }

  /** The sorted nanoseconds of so many times. */
  static long[] sorted(int times, Work work) {
    long[] took = new long[times];
    for (int time = 0; time < times; time++) {
      took[time] = once(work);
    }
    Arrays.sort(took);
    return took;
  }

  static long median(long[] values) {
    long[] copy = values.clone();
    Arrays.sort(copy);
    return copy[copy.length / 2];
  }

  /** The heap in use after what is not used was removed. */
  static long heap() {
    long least = Long.MAX_VALUE;
    for (int look = 0; look < 4; look++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
