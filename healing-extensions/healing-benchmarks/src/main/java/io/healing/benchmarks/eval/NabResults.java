package io.healing.benchmarks.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes the scores in the benchmark's own layout. */
final class NabResults {
  private static final String DETECTOR = "healing";

  private NabResults() {}

  static void write(Path folder, List<NabSeries> all, List<double[]> scores) throws IOException {
    for (int one = 0; one < all.size(); one++) {
      NabSeries series = all.get(one);
      Path group = Files.createDirectories(folder.resolve(DETECTOR).resolve(series.group()));
      Path file = group.resolve(DETECTOR + "_" + series.name());
      Files.write(file, lines(series, scores.get(one)));
    }
  }

  private static List<String> lines(NabSeries series, double[] scores) {
    List<String> lines = new ArrayList<>();
    lines.add("timestamp,value,anomaly_score,label");
    for (int row = 0; row < series.size(); row++) {
      Instant time = series.times().get(row);
      boolean labelled = series.windows().stream().anyMatch(window -> window.holds(time));
      lines.add(series.lines().get(row) + "," + scores[row] + "," + (labelled ? 1 : 0));
    }
    return lines;
  }
}
