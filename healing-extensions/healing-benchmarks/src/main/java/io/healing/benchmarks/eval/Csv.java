package io.healing.benchmarks.eval;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table of comma-separated values with a first row of names and fields in quotes. */
final class Csv {
  private final String text;
  private final List<List<String>> rows = new ArrayList<>();
  private List<String> row = new ArrayList<>();
  private int at;

  private Csv(String text) {
    this.text = text;
  }

  /** The rows, each by name of column; bytes that are no UTF-8 are replaced. */
  static List<Map<String, String>> read(Path file) throws IOException {
    Csv csv = new Csv(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    csv.all();
    if (csv.rows.isEmpty()) {
      throw new IOException(file + " is empty; it should begin with the names of the columns");
    }
    List<String> names = csv.rows.get(0);
    return csv.rows.stream().skip(1).map(row -> named(names, row)).toList();
  }

  private static Map<String, String> named(List<String> names, List<String> row) {
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(names.size(), row.size()); i++) {
      named.put(names.get(i), row.get(i));
    }
    return named;
  }

  private void all() {
    while (at < text.length()) {
      row.add(text.charAt(at) == '"' ? quoted() : plain());
      boolean more = at < text.length() && text.charAt(at) == ',';
      at += more ? 1 : lineEnd();
      if (!more) {
        rows.add(row);
        row = new ArrayList<>();
      }
    }
  }

  private int lineEnd() {
    return text.startsWith("\r\n", at) ? 2 : 1;
  }

  private String plain() {
    int from = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private String quoted() {
    StringBuilder field = new StringBuilder();
    for (at++; at < text.length(); at++) {
      boolean quote = text.charAt(at) == '"';
      if (quote && !text.startsWith("\"\"", at)) {
        at++;
        break;
      }
      at += quote ? 1 : 0;
      field.append(text.charAt(at));
    }
    return field.toString();
  }
}
