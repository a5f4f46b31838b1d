package io.healing.sqlite.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
    boolean unique = new TableText("x(" + definition + ")").unique(column.name());
    return unique && !nothing(column) && !fewerThan(table, 2)
        ? Optional.of("it is UNIQUE with a default, which only one of its rows could hold")
        : Optional.empty();
  }

  private static boolean nothing(Column column) {
    return column.fallback() == null || column.fallback().equalsIgnoreCase("NULL");
  }

  private boolean fewerThan(Table table, int rows) throws SQLException {
    String query = "SELECT count(*) FROM (SELECT 1 FROM " + Names.quoted(table.name());
    return DatabaseFile.number(connection, query + " LIMIT " + rows + ")") < rows;
  }

  /** What stands more than once in the rows although a unique index is to be made of it. */
  Optional<String> duplicates(Part index) {
    List<Token> tokens = index.sql().isEmpty() ? List.of() : Tokens.of(index.sql());
    if (tokens.size() < 2 || !tokens.get(1).is("UNIQUE")) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query(index))) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    } catch (SQLException columnIsMissingToo) {
      return Optional.empty();
    }
  }

  private static String query(Part index) {
    TableText text = new TableText(index.sql());
    List<String> keys = new ArrayList<>();
    text.entries().forEach(entry -> keys.add(Filling.expression(entry)));
    String known = String.join(" IS NOT NULL AND ", keys) + " IS NOT NULL";
    String shown = String.join(") || ', ' || quote(", keys);
    String where = text.condition().map(condition -> " AND (" + condition + ")").orElse("");
    return "SELECT quote("
        + shown
        + ") FROM "
        + Names.quoted(index.table())
        + " WHERE "
        + known
        + where
        + " GROUP BY "
        + String.join(", ", keys)
        + " HAVING count(*) > 1 LIMIT 1";
  }

  private static String expression(String entry) {
    List<Token> tokens = new ArrayList<>(Tokens.of(entry));
    Token last = tokens.get(tokens.size() - 1);
    boolean order = tokens.size() > 1 && (last.is("ASC") || last.is("DESC"));
    return order ? entry.substring(0, last.start()) : entry;
  }
}
