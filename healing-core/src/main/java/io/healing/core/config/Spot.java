package io.healing.core.config;

import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in the file.
 *
 * @param reading what it is read for
 * @param path where it stands, such as {@code jobs.report.sla}
 * @param node the value
 */
record Spot(Reading reading, String path, Node node) {
  /** The value that a key of this one has; remembers its line. */
  Spot of(Entry entry) {
    String place = path.isEmpty() ? entry.key() : path + "." + entry.key();
    reading.place(place, entry.keyNode(), entry.value());
    return new Spot(reading, place, entry.value());
  }

  /** An item of this list; remembers its line. */
  Spot item(int index, Node item) {
    String place = path + "[" + index + "]";
    reading.place(place, item, item);
    return new Spot(reading, place, item);
  }

  /** This value is wrong. */
  void fault(String message) {
    int line = reading.line(path);
    reading.faults().add(line == 0 ? Document.line(node) : line, path, message);
  }

  /** Something beside this value is doubtful. */
  void warn(String message) {
    int line = reading.line(path);
    reading.warn(line == 0 ? Document.line(node) : line, path, message);
  }

  /** Whether nothing is written here. */
  boolean empty() {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && scalar.getTag().equals(Tag.NULL);
  }
}
