package io.healing.sqlite.schema;

import io.healing.api.Image;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs statements, and tells content by its hash. */
final class Sql {
  private Sql() {}

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  static Optional<String> text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }

  static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        all.add(row.getString(1));
      }
    }
    return all;
  }

  static boolean hasTable(Connection connection, String table) throws SQLException {
    String query =
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = "
            + Names.literal(table)
            + " COLLATE NOCASE";
    return DatabaseFile.number(connection, query) > 0;
  }

  /** The hash of what a table holds, in whatever order. */
  static String content(Connection connection, Table table) throws SQLException {
    return table.virtual()
        ? shadows(connection, table.name() + "_")
        : rows(
            connection, table.name(), table.columns().values().stream().map(Column::name).toList());
  }

  private static String rows(Connection connection, String table, List<String> columns)
      throws SQLException {
    String all =
        columns.stream()
            .map(column -> "quote(" + Names.quoted(column) + ")")
            .collect(Collectors.joining(" || ',' || "));
    return hash(connection, "SELECT " + all + " FROM " + Names.quoted(table) + " ORDER BY 1");
  }

  /** The hash of the tables in which virtual tables keep their rows, by how their names begin. */
  private static String shadows(Connection connection, String beginning) throws SQLException {
    String of =
        " FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow' AND substr(name, 1, "
            + beginning.length()
            + ") = "
            + Names.literal(beginning)
            + " COLLATE NOCASE ORDER BY name";
    StringBuilder all = new StringBuilder();
    for (String shadow : texts(connection, "SELECT name" + of)) {
      String columns = "SELECT name FROM pragma_table_xinfo(" + Names.literal(shadow) + ")";
      all.append(shadow).append(' ');
      all.append(rows(connection, shadow, texts(connection, columns))).append('\n');
    }
    return Image.of(all.toString()).hash();
  }

  static String hash(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      RowDigest digest = new RowDigest();
      while (row.next()) {
        digest.add(row.getString(1));
      }
      return digest.value();
    }
  }

  /** The hash of all that a database holds. */
  static String content(Connection connection) throws SQLException {
    Schema schema = Schema.of(connection);
    StringBuilder all = new StringBuilder();
    for (Table table : schema.tables().values()) {
      all.append(Tokens.meaning(table.sql()));
      all.append(content(connection, table)).append('\n');
    }
    Collection<Part> parts = schema.parts().values();
    List<String> rest = parts.stream().map(part -> Tokens.meaning(part.sql())).toList();
    return Image.of(all + String.join("\n", rest)).hash();
  }
}
