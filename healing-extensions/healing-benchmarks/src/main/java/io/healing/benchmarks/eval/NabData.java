package io.healing.benchmarks.eval;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a folder in the benchmark's layout: data by group, labels beside it. */
final class NabData {
  private final Path folder;
  private final Map<String, List<List<String>>> labels;

  private NabData(Path folder, Map<String, List<List<String>>> labels) {
    this.folder = folder;
    this.labels = labels;
  }

  /** Every series at hand that is labelled; without labels every series, with no window. */
  static List<NabSeries> read(Path folder) throws IOException {
    Path file = folder.resolve("labels").resolve("combined_windows.json");
    NabData data = new NabData(folder, Files.exists(file) ? labels(file) : Map.of());
    List<NabSeries> series = new ArrayList<>();
    for (String name : data.files()) {
      series.add(data.series(name));
    }
    return series;
  }

  private static Map<String, List<List<String>>> labels(Path file) throws IOException {
    return new ObjectMapper()
        .readValue(file.toFile(), new TypeReference<Map<String, List<List<String>>>>() {});
  }

  private Path data() {
    return folder.resolve("data");
  }

  private List<String> files() throws IOException {
    if (!Files.isDirectory(data())) {
      throw new IOException(data() + " is no folder; it must hold one folder for each group");
    }
    try (Stream<Path> all = Files.walk(data(), 2)) {
      List<String> found =
          all.filter(one -> one.toString().endsWith(".csv"))
              .map(one -> data().relativize(one).toString().replace('\\', '/'))
              .filter(one -> labels.isEmpty() || labels.containsKey(one))
              .filter(one -> one.contains("/"))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new IOException(data() + " holds no labelled series");
      }
      return found;
    }
  }

  private NabSeries series(String name) throws IOException {
    Path file = data().resolve(name);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.removeIf(String::isBlank);
    List<String> rows = List.copyOf(lines.subList(Math.min(1, lines.size()), lines.size()));
    List<Instant> times = new ArrayList<>();
    double[] values = new double[rows.size()];
    for (int row = 0; row < values.length; row++) {
      String[] cells = rows.get(row).split(",", -1);
      String place = file + ", line " + (row + 2);
      times.add(time(cells[0], place));
      values[row] = value(cells.length > 1 ? cells[1] : null, place);
    }
    return new NabSeries(name, rows, times, values, windows(name));
  }

  private List<NabSeries.Window> windows(String name) throws IOException {
    List<NabSeries.Window> windows = new ArrayList<>();
    for (List<String> span : labels.getOrDefault(name, List.of())) {
      String place = "The labels of " + name;
      windows.add(new NabSeries.Window(time(span.get(0), place), time(span.get(1), place)));
    }
    return windows;
  }

  private static Instant time(String text, String place) throws IOException {
    try {
      return LocalDateTime.parse(text.strip().replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IOException(place + ": \"" + text + "\" is no time as in 2014-04-01 00:05:00", e);
    }
  }

  private static double value(@Nullable String text, String place) throws IOException {
    if (text == null || text.isBlank()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IOException(place + ": \"" + text + "\" is no number", e);
    }
  }
}
