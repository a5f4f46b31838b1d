package io.healing.benchmarks.eval;

import io.healing.core.logs.LogTemplate;
import io.healing.core.logs.LogTemplates;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Templates of log lines on the Loghub sets: {@code <Set>/*_structured.csv}, and {@code
 * *_structured_corrected.csv} for the texts of the templates where there is one. The miner sees the
 * column Content, line by line, with its defaults. Then each line is looked up once more without
 * learning, and the ids of this second pass are compared: what a line's template became in the end.
 */
final class LoghubEvaluation implements Evaluation {
  private static final String TRUTH = "_structured.csv";
  private static final String CORRECTED = "_structured_corrected.csv";
  private static final int ROUNDS = 100;
  private static final int LINES_A_ROUND = 10_000;

  /** What one set gave. */
  private record Row(String set, Grouping grouping, double linesASecond) {}

  @Override
  public String word() {
    return "loghub";
  }

  @Override
  public void run(List<Path> folders, PrintStream out) throws IOException {
    out.println("Log templates, one setting for all logs; ids of a second pass without learning");
    out.printf(
        Locale.ROOT, "%-14s %7s %7s %7s %7s %12s%n", "set", "GA", "FGA", "PA", "FTA", "lines/s");
    List<Row> rows = new ArrayList<>();
    for (Path file : truths(folders.get(0))) {
      rows.add(row(file));
      print(rows.get(rows.size() - 1), out);
    }
    Row mean = mean(rows);
    print(mean, out);
    out.println(json(rows, mean));
  }

  private static List<Path> truths(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, 2)) {
      List<Path> found = files.filter(f -> f.toString().endsWith(TRUTH)).sorted().toList();
      if (found.isEmpty()) {
        throw new IOException("there is no <Set>/*" + TRUTH + " in " + folder);
      }
      return found;
    }
  }

  private static Row row(Path file) throws IOException {
    List<Map<String, String>> lines = Csv.read(file);
    String corrected = file.toString().replace(TRUTH, CORRECTED);
    Path texts = Files.exists(Path.of(corrected)) ? Path.of(corrected) : file;
    List<String> content = column(lines, "Content");
    LogTemplates miner = new LogTemplates();
    content.forEach(line -> miner.add(line, Instant.EPOCH));
    List<Long> ids = content.stream().map(line -> miner.find(line).orElse(-1)).toList();
    Map<Long, String> told =
        miner.templates().stream().collect(Collectors.toMap(LogTemplate::id, LogTemplate::text));
    Grouping grouping =
        Grouping.of(
            new Grouping.Labels(texts(ids, id -> "" + id), column(lines, "EventId")),
            new Grouping.Labels(
                texts(ids, id -> told.getOrDefault(id, "")),
                column(Csv.read(texts), "EventTemplate")));
    return new Row(file.getParent().getFileName().toString(), grouping, speed(miner, content));
  }

  private static List<String> column(List<Map<String, String>> lines, String name) {
    return lines.stream().map(line -> line.getOrDefault(name, "")).toList();
  }

  private static List<String> texts(List<Long> ids, Function<Long, String> text) {
    return ids.stream().map(text).toList();
  }

  /** Lines a second on one core: the best of short rounds, since others use the machine too. */
  private static double speed(LogTemplates miner, List<String> content) {
    String[] lines = content.toArray(String[]::new);
    int passes = LINES_A_ROUND / Math.max(1, lines.length) + 1;
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      for (int pass = 0; pass < passes; pass++) {
        for (String line : lines) {
          miner.add(line, Instant.EPOCH);
        }
      }
      best = Math.min(best, System.nanoTime() - began);
    }
    return passes * (double) lines.length / best * 1e9;
  }

  private static Row mean(List<Row> rows) {
    return new Row(
        "mean of " + rows.size(),
        Grouping.mean(rows.stream().map(Row::grouping).toList()),
        rows.size() / rows.stream().mapToDouble(row -> 1 / row.linesASecond()).sum());
  }

  private static void print(Row row, PrintStream out) {
    Grouping g = row.grouping();
    out.printf(
        Locale.ROOT,
        "%-14s %7.4f %7.4f %7.4f %7.4f %,12.0f%n",
        row.set(),
        g.ga(),
        g.fga(),
        g.pa(),
        g.fta(),
        row.linesASecond());
  }

  private static String json(List<Row> rows, Row mean) {
    return "{\"evaluation\":\"loghub\",\"sets\":["
        + rows.stream().map(LoghubEvaluation::json).collect(Collectors.joining(","))
        + "],\"mean\":"
        + json(mean)
        + "}";
  }

  private static String json(Row row) {
    Grouping g = row.grouping();
    return String.format(
        Locale.ROOT,
        "{\"set\":\"%s\",\"ga\":%.4f,\"fga\":%.4f,\"pa\":%.4f,\"fta\":%.4f,\"lines_per_second\":%.0f}",
        row.set(),
        g.ga(),
        g.fga(),
        g.pa(),
        g.fta(),
        row.linesASecond());
  }
}
