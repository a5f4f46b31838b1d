package io.healing.benchmarks.eval;

import io.healing.core.series.AnomalyDetector;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Anomaly detection in streams of numbers, on data in the layout of the benchmark NAB. */
final class NabEvaluation implements Evaluation {
  @Override
  public String word() {
    return "nab";
  }

  @Override
  public void run(List<Path> folders, PrintStream out) throws IOException {
    List<NabSeries> series = NabData.read(folders.get(0));
    List<double[]> scores = series.stream().map(NabEvaluation::scores).toList();
    if (folders.size() > 1) {
      NabResults.write(folders.get(1), series, scores);
    }
    new NabReport(series, NabRow.of(series, scores)).print(DetectorCost.measured(), out);
  }

  /** As a user would: every point once, in order. */
  private static double[] scores(NabSeries series) {
    AnomalyDetector detector = new AnomalyDetector();
    List<Double> scores = new ArrayList<>();
    for (int row = 0; row < series.size(); row++) {
      scores.add(detector.next(series.times().get(row), series.values()[row]).score());
    }
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
