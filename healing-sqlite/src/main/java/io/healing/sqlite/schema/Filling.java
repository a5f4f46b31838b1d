package io.healing.sqlite.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the rows of a table allow that something is added to it. */
final class Filling {
  private final Connection connection;

  Filling(Connection connection) {
    this.connection = connection;
  }

  /** Why a person must add the column. */
  Optional<String> refusal(Table table, Column column, String definition) throws SQLException {
    if (column.key() > 0) {
      return Optional.of("it belongs to the primary key, which is never changed");
    }
    boolean empty = fewerThan(table, 1);
    if (!empty && column.notNull() && !column.generated() && nothing(column)) {
      return Optional.of(
          "it is NOT NULL without a default, and what its rows should hold is not known");
    }
    TableText text = new TableText("x(" + definition + ")");
    if (text.unique(column.name()) && !nothing(column) && !fewerThan(table, 2)) {
      return Optional.of("it is UNIQUE with a default, which only one of its rows could hold");
    }
    return failing(table, column, text)
        .map(
            check ->
                (column.generated() ? "what it is made of" : "its default " + column.fallback())
                    + " does not pass its own CHECK "
                    + check);
  }

  /** A CHECK of the column that a row of the table would not pass. */
  private Optional<String> failing(Table table, Column column, TableText text) {
    List<String> checks = text.written(column.name(), "CHECK");
    try {
      String value = checks.isEmpty() ? "" : value(column, text);
      for (String check : checks) {
        if (DatabaseFile.number(connection, failures(table, column, value) + check + ")") > 0) {
          return Optional.of(check);
        }
      }
      return Optional.empty();
    } catch (SQLException columnIsMissingToo) {
      return Optional.empty();
    }
  }

  private static String failures(Table table, Column column, String value) {
    return "SELECT EXISTS (SELECT 1 FROM (SELECT *, "
        + value
        + " AS "
        + Names.quoted(column.name())
        + " FROM "
        + Names.quoted(table.name())
        + ") WHERE NOT ";
  }

  /** What its rows will hold, as an expression. */
  private static String value(Column column, TableText text) throws SQLException {
    return column.generated() ? String.join("", text.written(column.name(), "AS")) : filled(column);
  }

  /** What its default becomes in the column. */
  private static String filled(Column column) throws SQLException {
    String fallback = column.fallback() == null ? "NULL" : column.fallback();
    boolean simple = Tokens.of(fallback).size() == 1;
    String written = simple ? fallback : "(" + fallback + ")";
    try (Connection empty = Expected.memory()) {
      Sql.run(empty, "CREATE TABLE x (y " + column.type() + " DEFAULT " + written + ")");
      Sql.run(empty, "INSERT INTO x DEFAULT VALUES");
      return Sql.text(empty, "SELECT quote(y) FROM x").orElse("NULL");
    }
  }

  private static boolean nothing(Column column) {
    return column.fallback() == null || column.fallback().equalsIgnoreCase("NULL");
  }

  boolean fewerThan(Table table, int rows) throws SQLException {
    String query = "SELECT count(*) FROM (SELECT 1 FROM " + Names.quoted(table.name());
    return DatabaseFile.number(connection, query + " LIMIT " + rows + ")") < rows;
  }

  /** Which rows are equal although a unique index is to be made of them; never what they hold. */
  Optional<String> duplicates(Part index) {
    List<Token> tokens = index.sql().isEmpty() ? List.of() : Tokens.of(index.sql());
    if (tokens.size() < 2 || !tokens.get(1).is("UNIQUE")) {
      return Optional.empty();
    }
    List<String> keys =
        new TableText(index.sql()).entries().stream().map(Filling::expression).toList();
    try {
      long rows = DatabaseFile.number(connection, "SELECT sum(n) FROM (" + query(index, keys));
      return rows == 0 ? Optional.empty() : Optional.of(equal(index, keys, rows));
    } catch (SQLException columnIsMissingToo) {
      return Optional.empty();
    }
  }

  private static String equal(Part index, List<String> keys, long rows) {
    return rows
        + " rows of "
        + index.table()
        + " are not unique in "
        + String.join(", ", keys)
        + ": change them, or delete what is there twice";
  }

  private static String query(Part index, List<String> keys) {
    String where =
        new TableText(index.sql())
            .condition()
            .map(condition -> " AND (" + condition + ")")
            .orElse("");
    return "SELECT count(*) AS n FROM "
        + Names.quoted(index.table())
        + " WHERE "
        + String.join(" IS NOT NULL AND ", keys)
        + " IS NOT NULL"
        + where
        + " GROUP BY "
        + String.join(", ", keys)
        + " HAVING count(*) > 1)";
  }

  private static String expression(String entry) {
    List<Token> tokens = new ArrayList<>(Tokens.of(entry));
    Token last = tokens.get(tokens.size() - 1);
    boolean order = tokens.size() > 1 && (last.is("ASC") || last.is("DESC"));
    return order ? entry.substring(0, last.start()).strip() : entry;
  }
}
