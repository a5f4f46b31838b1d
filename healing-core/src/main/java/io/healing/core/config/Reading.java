package io.healing.core.config;

import io.healing.api.HealingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What is gathered while one file is read. Used by one thread. */
final class Reading {
  private static final int MOST_VALUES = 1_000_000;

  private final Path file;
  private final Faults faults;
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final Set<String> lists = new HashSet<>();
  private int values;

  Reading(Path file) {
    this.file = file;
    this.faults = new Faults(file.toString());
  }

  Path file() {
    return file;
  }

  /** The directory at which relative paths begin. */
  Path directory() {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  Faults faults() {
    return faults;
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  void warn(int line, String path, String message) {
    warnings.add(
        file
            + (line == 0 ? "" : ":" + line)
            + ": "
            + (path.isEmpty() ? "" : path + ": ")
            + message);
  }

  /** Remembers where a path stands: a value at itself, a map or a list at its key. */
  void place(String path, Node key, Node value) {
    if (value instanceof SequenceNode) {
      lists.add(path);
    }
    lines.put(path, Document.line(value instanceof CollectionNode<?> ? key : value));
  }

  /** Where all that was read stands. */
  Places places() {
    return new Places(file.toString(), lines, lists);
  }

  /** The line of a path, or of the nearest one around it that stands in the file. */
  int line(String path) {
    return line(path, lines);
  }

  static int line(String path, Map<String, Integer> lines) {
    String around = path;
    while (!around.isEmpty() && !lines.containsKey(around)) {
      around = around.substring(0, Math.max(0, cut(around)));
    }
    return lines.getOrDefault(around, 0);
  }

  private static int cut(String path) {
    return Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  }

  /**
   * Counts a value. An alias counts as often as it is used, so a small file that stands for an
   * endless one ends here.
   */
  void count(Node node) {
    values++;
    if (values > MOST_VALUES) {
      throw new HealingException(
          "%s:%d: holds more than %,d values, each alias counted. Give every job a file of its own"
              .formatted(file, Document.line(node), MOST_VALUES),
          "");
    }
  }
}
