package io.healing.sqlite.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a table that is there differs from the declared one, in words. */
final class Drift {
  private static final String KEYS =
      "SELECT id, \"table\", \"from\", \"to\", on_update, on_delete"
          + " FROM pragma_foreign_key_list(?) ORDER BY id, seq";
  private static final String UNIQUE =
      "SELECT l.name, i.name FROM pragma_index_list(?) l, pragma_index_info(l.name) i"
          + " WHERE l.origin = 'u' ORDER BY l.name, i.seqno";

  private final Connection declared;
  private final Connection found;

  Drift(Connection declared, Connection found) {
    this.declared = declared;
    this.found = found;
  }

  /** Of the table as a whole. */
  List<String> of(Table wanted, Table there) throws SQLException {
    TableText wantedText = new TableText(wanted.sql());
    TableText thereText = new TableText(there.sql());
    List<String> words = new ArrayList<>();
    compare(words, "options", wantedText.options(), thereText.options());
    compare(words, "primary key", key(wanted), key(there));
    compare(words, "AUTOINCREMENT", wantedText.counts(), thereText.counts());
    lacking(words, foreignKeys(declared, wanted, there), foreignKeys(found, there, wanted));
    lacking(words, unique(declared, wanted, there), unique(found, there, wanted));
    lacking(words, checks(wantedText, thereText), checks(thereText, wantedText));
    return words;
  }

  private static Set<String> checks(TableText text, TableText other) {
    Set<String> checks = new TreeSet<>();
    text.checks(other).forEach(check -> checks.add("CHECK " + check));
    return checks;
  }

  /** Of one column. */
  static List<String> of(Table wanted, Table there, Column column) {
    Column other = there.column(column.name()).orElse(column);
    TableText wantedText = new TableText(wanted.sql());
    TableText thereText = new TableText(there.sql());
    String name = column.name();
    List<String> words = new ArrayList<>();
    compare(words, "type", type(column), type(other));
    compare(words, "NOT NULL", column.notNull(), other.notNull());
    compare(words, "default", fallback(column), fallback(other));
    compare(words, "generated", column.hidden(), other.hidden());
    compare(words, "generated as", wantedText.generated(name), thereText.generated(name));
    compare(words, "collation", wantedText.collation(name), thereText.collation(name));
    return words;
  }

  private static String type(Column column) {
    return Tokens.meaning(column.type());
  }

  private static String fallback(Column column) {
    return column.fallback() == null ? "none" : Tokens.meaning(column.fallback());
  }

  private static List<String> key(Table table) {
    Map<Integer, String> key = new TreeMap<>();
    for (Column column : table.columns().values()) {
      if (column.key() > 0) {
        key.put(column.key(), Token.lower(column.name()));
      }
    }
    return List.copyOf(key.values());
  }

  private static void compare(List<String> words, String what, Object wanted, Object there) {
    if (!wanted.equals(there)) {
      words.add(what + ": declared " + wanted + ", found " + there);
    }
  }

  private static void lacking(List<String> words, Set<String> wanted, Set<String> there) {
    wanted.stream().filter(one -> !there.contains(one)).forEach(one -> words.add("lacks " + one));
    there.stream()
        .filter(one -> !wanted.contains(one))
        .forEach(one -> words.add("has " + one + ", which is not declared"));
  }

  /** Those that are only about columns that the other table has, too. */
  private static Set<String> foreignKeys(Connection connection, Table table, Table other)
      throws SQLException {
    Map<Integer, ForeignKey> keys = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
      statement.setString(1, table.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          keys.computeIfAbsent(row.getInt(1), id -> new ForeignKey()).add(row);
        }
      }
    }
    Set<String> words = new TreeSet<>();
    keys.values().stream()
        .filter(key -> other.columns().keySet().containsAll(key.from))
        .forEach(key -> words.add(key.toString()));
    return words;
  }

  private static final class ForeignKey {
    private final List<String> from = new ArrayList<>();
    private final List<String> to = new ArrayList<>();
    private String table = "";
    private String rest = "";

    void add(ResultSet row) throws SQLException {
      from.add(Token.lower(row.getString(3)));
      if (row.getString(4) != null) {
        to.add(Token.lower(row.getString(4)));
      }
      rest = " ON UPDATE " + row.getString(5) + " ON DELETE " + row.getString(6);
      table = Token.lower(row.getString(2));
    }

    @Override
    public String toString() {
      return "FOREIGN KEY " + from + " REFERENCES " + table + " " + to + rest;
    }
  }

  private static Set<String> unique(Connection connection, Table table, Table other)
      throws SQLException {
    Map<String, List<String>> all = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(UNIQUE)) {
      statement.setString(1, table.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String column = Token.lower(String.valueOf(row.getString(2)));
          all.computeIfAbsent(row.getString(1), index -> new ArrayList<>()).add(column);
        }
      }
    }
    Set<String> words = new TreeSet<>();
    all.values().stream()
        .filter(columns -> other.columns().keySet().containsAll(columns))
        .forEach(columns -> words.add("UNIQUE " + columns));
    return words;
  }
}
