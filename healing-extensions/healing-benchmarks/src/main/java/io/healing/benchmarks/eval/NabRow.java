package io.healing.benchmarks.eval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that a detector is scored on.
 *
 * @param series it is of, by its place in the list
 * @param window it lies in, counted over all series, or -1
 * @param score of the detector
 * @param worth of an alarm here: in a window up to 1, the earlier the more; outside it is what a
 *     false alarm costs, -1 far from a window
 */
record NabRow(int series, int window, double score, double worth) {
  static final int OUTSIDE = -1;
  private static final double FAR = 3;
  private static final double STEEPNESS = 5;

  /** All scored rows; windows are numbered in the order of the list. */
  static List<NabRow> of(List<NabSeries> all, List<double[]> scores) {
    List<NabRow> rows = new ArrayList<>();
    int windows = 0;
    for (int series = 0; series < all.size(); series++) {
      new Walk(all.get(series), series, windows).rows(scores.get(series), rows);
      windows += all.get(series).windows().size();
    }
    return rows;
  }

  private static double sigmoid(double place) {
    return place > FAR ? -1 : 2 / (1 + Math.exp(STEEPNESS * place)) - 1;
  }

  /** One series, row by row, in and out of its windows. */
  private static final class Walk {
    private final NabSeries series;
    private final int number;
    private final Map<Instant, Integer> firstRow = new HashMap<>();
    private final Iterator<NabSeries.Window> ahead;
    private int window;
    private NabSeries.@Nullable Window in;
    private NabSeries.@Nullable Window next;
    private int right = -1;
    private double width;

    Walk(NabSeries series, int number, int windowsBefore) {
      this.series = series;
      this.number = number;
      this.window = windowsBefore - 1;
      this.ahead = series.windows().iterator();
      this.next = ahead.hasNext() ? ahead.next() : null;
      for (int row = 0; row < series.size(); row++) {
        firstRow.putIfAbsent(series.times().get(row), row);
      }
    }

    void rows(double[] scores, List<NabRow> to) {
      for (int row = 0; row < series.size(); row++) {
        Instant time = series.times().get(row);
        enter(time);
        int inside = in == null ? OUTSIDE : window;
        if (row >= series.probation()) {
          to.add(new NabRow(number, inside, scores[row], worth(row)));
        }
        if (in != null && time.equals(in.to())) {
          in = null;
        }
      }
    }

    private void enter(Instant time) {
      if (next == null || !time.equals(next.from())) {
        return;
      }
      in = next;
      next = ahead.hasNext() ? ahead.next() : null;
      window++;
      right = firstRow.getOrDefault(in.to(), series.size() - 1);
      width = right - firstRow.getOrDefault(in.from(), 0) + 1.0;
    }

    private double worth(int row) {
      if (in != null) {
        return sigmoid(-(right - row + 1) / width) / sigmoid(-1);
      }
      return right < 0 ? -1 : sigmoid(Math.abs(right - row) / (width - 1));
    }
  }
}
