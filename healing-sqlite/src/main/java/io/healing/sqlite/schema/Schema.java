package io.healing.sqlite.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a database consists of.
 *
 * @param tables by their names in lower case, without those that SQLite or a virtual table keeps
 * @param parts indexes, views and triggers, by type and name in lower case
 */
record Schema(Map<String, Table> tables, Map<String, Part> parts) {
  private static final String TABLES =
      """
      SELECT m.name, m.sql FROM sqlite_schema m
      JOIN pragma_table_list l ON l.schema = 'main' AND l.name = m.name
      WHERE m.type = 'table' AND l.type <> 'shadow' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!'
      ORDER BY m.rowid""";
  private static final String COLUMNS =
      """
      SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
      FROM sqlite_schema m, pragma_table_xinfo(m.name) c
      WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY m.rowid, c.cid""";
  private static final String PARTS =
      "SELECT type, name, tbl_name, sql FROM sqlite_schema"
          + " WHERE type <> 'table' AND sql IS NOT NULL ORDER BY rowid";

  static Schema of(Connection connection) throws SQLException {
    Map<String, Table> tables = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(TABLES)) {
        while (row.next()) {
          Table table = new Table(row.getString(1), row.getString(2), new LinkedHashMap<>());
          tables.put(Token.lower(table.name()), table);
        }
      }
      columns(statement, tables);
      return new Schema(tables, parts(statement));
    }
  }

  private static void columns(Statement statement, Map<String, Table> tables) throws SQLException {
    try (ResultSet row = statement.executeQuery(COLUMNS)) {
      while (row.next()) {
        Table table = tables.get(Token.lower(row.getString(1)));
        if (table != null) {
          Column column = column(row);
          table.columns().put(Token.lower(column.name()), column);
        }
      }
    }
  }

  private static Column column(ResultSet row) throws SQLException {
    return new Column(
        row.getString(2),
        row.getString(3),
        row.getBoolean(4),
        row.getString(5),
        row.getInt(6),
        row.getInt(7));
  }

  private static Map<String, Part> parts(Statement statement) throws SQLException {
    Map<String, Part> parts = new LinkedHashMap<>();
    try (ResultSet row = statement.executeQuery(PARTS)) {
      while (row.next()) {
        Part part =
            new Part(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
        parts.put(part.type() + ":" + Token.lower(part.name()), part);
      }
    }
    return parts;
  }

  Optional<Table> table(String name) {
    return Optional.ofNullable(tables.get(Token.lower(name)));
  }

  Optional<Part> part(String type, String name) {
    return Optional.ofNullable(parts.get(type + ":" + Token.lower(name)));
  }

  List<Part> parts(String type) {
    return parts.values().stream().filter(part -> part.type().equals(type)).toList();
  }

  /** The indexes or triggers of a table. */
  List<Part> parts(String type, String table) {
    return parts(type).stream().filter(part -> part.on(table)).toList();
  }
}
