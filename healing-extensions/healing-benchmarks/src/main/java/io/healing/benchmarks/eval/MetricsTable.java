package io.healing.benchmarks.eval;

import io.healing.core.diagnose.RootCauses.Measure;
import io.healing.core.diagnose.RootCauses.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table of PetShop: three rows of heads (component, metric, statistic), then one a moment. */
final class MetricsTable {
  private static final int HEADS = 3;
  private static final String CALLS = "requests";
  private static final String AVAILABILITY = "availability";
  private static final String TIME_HEAD = "unix_timestamp";
  private static final double PERCENT = 100;

  private final List<String[]> rows;

  private MetricsTable(List<String[]> rows) {
    this.rows = rows;
  }

  static MetricsTable read(Path file) throws IOException {
    List<String[]> rows =
        Files.readAllLines(file).stream().map(line -> line.split(",", -1)).toList();
    if (rows.size() <= HEADS) {
      throw new IOException(file + " has no row below its three rows of heads");
    }
    return new MetricsTable(rows);
  }

  /** The samples of every component; what has no number of requests counts as one call. */
  Map<String, List<Sample>> samples(String metric, String statistic) {
    Map<String, Integer> calls = columns(CALLS, "Sum");
    Map<String, List<Sample>> samples = new HashMap<>();
    columns(metric, statistic)
        .forEach(
            (component, column) ->
                samples.put(component, series(metric, column, calls, component)));
    return samples;
  }

  static Measure measure(String metric) {
    return metric.equals(AVAILABILITY) ? Measure.FAILURES : Measure.SECONDS;
  }

  private Map<String, Integer> columns(String metric, String statistic) {
    Map<String, Integer> columns = new HashMap<>();
    for (int column = 1; column < rows.get(0).length; column++) {
      if (rows.get(1)[column].equals(metric) && rows.get(2)[column].equals(statistic)) {
        columns.put(rows.get(0)[column], column);
      }
    }
    return columns;
  }

  private List<Sample> series(
      String metric, int column, Map<String, Integer> calls, String component) {
    Integer requests = calls.get(component);
    List<Sample> samples = new ArrayList<>();
    for (String[] row : rows.subList(HEADS, rows.size())) {
      if (!row[0].equals(TIME_HEAD)) {
        double value = number(row, column);
        samples.add(
            new Sample(
                metric.equals(AVAILABILITY) ? 1 - value / PERCENT : value,
                requests == null ? 1 : calls(number(row, requests))));
      }
    }
    return samples;
  }

  private static double calls(double requests) {
    return Double.isNaN(requests) ? 1 : requests;
  }

  private static double number(String[] row, int column) {
    return column >= row.length || row[column].isBlank()
        ? Double.NaN
        : Double.parseDouble(row[column]);
  }
}
