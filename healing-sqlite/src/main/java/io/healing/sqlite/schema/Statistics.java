package io.healing.sqlite.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What ANALYZE found out about a table, which goes when the table is dropped. */
final class Statistics {
  private Statistics() {}

  /**
   * The statements that put it back. What was found out about an index is put back only where the
   * index has the same columns again: SQLite numbers those that it makes itself.
   */
  static List<String> of(Connection connection, String table) throws SQLException {
    List<String> all = new ArrayList<>();
    for (String kept : List.of("sqlite_stat1", "sqlite_stat3", "sqlite_stat4")) {
      if (Sql.hasTable(connection, kept)) {
        String of = kept + " WHERE tbl = " + Names.literal(table) + " COLLATE NOCASE";
        all.add("DELETE FROM " + of);
        all.addAll(rows(connection, kept, of));
      }
    }
    return all;
  }

  private static List<String> rows(Connection connection, String kept, String of)
      throws SQLException {
    String columns = "SELECT name FROM pragma_table_info(" + Names.literal(kept) + ")";
    String values =
        Sql.texts(connection, columns).stream()
            .map(column -> "quote(" + Names.quoted(column) + ")")
            .collect(Collectors.joining(" || ', ' || "));
    return Sql.texts(
        connection,
        "SELECT 'INSERT INTO "
            + kept
            + " SELECT ' || "
            + values
            + " || ' WHERE ' || quote("
            + index("idx")
            + ") || ' IS "
            + index("' || quote(idx) || '")
            + "' FROM "
            + of);
  }

  /** The columns of an index, one after the other. */
  private static String index(String name) {
    return "(SELECT group_concat(coalesce(name, cid), char(10)) FROM pragma_index_info("
        + name
        + "))";
  }
}
