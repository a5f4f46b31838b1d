package io.healing.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** What a database holds: its tables, their columns and its indexes. */
final class Shape {
  private final Connection connection;

  Shape(Connection connection) {
    this.connection = connection;
  }

  /** The names of all tables and views, in lower case. */
  Set<String> tables() throws SQLException {
    return words("SELECT lower(name) FROM sqlite_master WHERE type IN ('table', 'view')");
  }

  Set<String> indexes() throws SQLException {
    return words("SELECT lower(name) FROM sqlite_master WHERE type = 'index'");
  }

  Set<String> columns(String table) throws SQLException {
    return words("SELECT lower(name) FROM pragma_table_info('" + table + "')");
  }

  Set<String> keys(String table) throws SQLException {
    return words("SELECT lower(name) FROM pragma_table_info('" + table + "') WHERE pk > 0");
  }

  /** Whether the key of a table is the number of its rows. */
  boolean isNumbered(String table) throws SQLException {
    String keys = "SELECT upper(type) FROM pragma_table_info('" + table + "') WHERE pk > 0";
    return keys(table).size() == 1 && words(keys).contains("INTEGER");
  }

  /** The first column of the first row as a number; 0 where there is none. */
  long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** The first column of all rows. */
  Set<String> words(String query) throws SQLException {
    Set<String> found = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
