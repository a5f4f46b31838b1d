package io.healing.benchmarks.eval;

import io.healing.core.series.AnomalyDetector;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one detector costs.
 *
 * @param nanos of processor time a point, with its time and its verdict
 * @param bytes of heap a series, after two weeks of a point every hour
 * @param stored bytes of its state
 */
public record DetectorCost(double nanos, long bytes, int stored) {
  private static final int SERIES = 10_000;
  private static final int WARM_POINTS = 336;
  private static final int POINTS = 1_000_000;
  private static final int ROUNDS = 5;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Measures it, on a daily wave with noise. */
  public static DetectorCost measured() {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, onePoint());
    }
    return new DetectorCost(best, oneSeries(), new AnomalyDetector().state().length);
  }

  private static double onePoint() {
    Instant[] times = new Instant[POINTS];
    double[] values = new double[POINTS];
    for (int point = 0; point < POINTS; point++) {
      times[point] = START.plusSeconds(300L * point);
      values[point] = value(point, 288);
    }
    AnomalyDetector detector = new AnomalyDetector();
    double sum = 0;
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int point = 0; point < POINTS; point++) {
      sum += detector.next(times[point], values[point]).score();
    }
    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    return sum < 0 ? 0 : took / (double) POINTS;
  }

  /** Noise without a generator: a multiple of an irrational number, folded. */
  private static double value(int point, int day) {
    double noise = point * Math.sqrt(2) % 1 + point * Math.sqrt(3) % 1 - 1;
    return 100 + 20 * Math.sin(2 * Math.PI * point / day) + 5 * noise;
  }

  private static long oneSeries() {
    List<AnomalyDetector> all = new ArrayList<>(SERIES);
    long before = heap();
    for (int series = 0; series < SERIES; series++) {
      all.add(warm());
    }
    long held = heap() - before;
    return held / all.size();
  }

  private static AnomalyDetector warm() {
    AnomalyDetector detector = new AnomalyDetector();
    for (int point = 0; point < WARM_POINTS; point++) {
      detector.next(START.plusSeconds(3600L * point), value(point, 24));
    }
    return detector;
  }

  private static long heap() {
    long least = Long.MAX_VALUE;
    for (int look = 0; look < 4; look++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
