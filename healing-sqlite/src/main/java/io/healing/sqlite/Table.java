package io.healing.sqlite;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table as we want it: the one declaration for creating it and for completing one that is there.
 *
 * @param name its name
 * @param columns what it is created with
 * @param further what is added to it afterwards
 * @param key the columns of a key of several columns; empty where a column says it
 * @param indexes its indexes
 */
record Table(
    String name, List<Column> columns, List<Column> further, String key, List<Index> indexes) {

  /**
   * A column.
   *
   * @param declaration name, type and constraints
   */
  record Column(String declaration) {
    String name() {
      return declaration.substring(0, declaration.indexOf(' '));
    }

    /** As SQLite lets it be added to a table that has rows: it may be empty then. */
    String addition() {
      return declaration
          .replace(" NOT NULL", "")
          .replace(" DEFAULT CURRENT_TIMESTAMP", "")
          .replace(" PRIMARY KEY", "")
          .replace(" AUTOINCREMENT", "");
    }

    boolean isKey() {
      return declaration.contains(" PRIMARY KEY");
    }

    /** Whether it is the number of the row, as only this type makes it. */
    boolean isNumber() {
      return declaration.contains(" INTEGER ");
    }
  }

  /**
   * An index.
   *
   * @param name its name
   * @param on its columns, and the condition of a partial one
   * @param unique whether no two rows may be alike
   */
  record Index(String name, String on, boolean unique) {
    static Index parse(String line) {
      String[] words = line.split(" ", 3);
      return new Index(words[1], words[2], words[0].equals("unique"));
    }

    String creation(String table) {
      return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + name + " ON " + table + on;
    }
  }

  /** Reads a block of {@link Schema}. */
  static Table parse(String block) {
    List<String> lines = block.lines().skip(1).map(String::strip).toList();
    return new Table(
        block.lines().findFirst().orElseThrow().strip(),
        lines.stream().filter(Table::isColumn).map(Column::new).toList(),
        rest(lines, "+ ").map(Column::new).toList(),
        rest(lines, "keys ").findFirst().orElse(""),
        lines.stream().filter(Table::isIndex).map(Index::parse).toList());
  }

  /** The names of the columns that make the key. */
  Set<String> keys() {
    return key.isEmpty()
        ? columns.stream().filter(Column::isKey).map(Column::name).collect(Collectors.toSet())
        : Set.of(key.split(", "));
  }

  /** Whether the key is the number of the row. */
  boolean isNumbered() {
    return columns.stream().anyMatch(column -> column.isKey() && column.isNumber());
  }

  String creation() {
    String inside = String.join(", ", columns.stream().map(Column::declaration).toList());
    String last = key.isEmpty() ? "" : ", PRIMARY KEY (" + key + ")";
    return "CREATE TABLE " + name + " (" + inside + last + ")";
  }

  private static Stream<String> rest(List<String> lines, String mark) {
    return lines.stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()));
  }

  private static boolean isIndex(String line) {
    return line.startsWith("index ") || line.startsWith("unique ");
  }

  private static boolean isColumn(String line) {
    return !isIndex(line) && !line.startsWith("+ ") && !line.startsWith("keys ");
  }
}
