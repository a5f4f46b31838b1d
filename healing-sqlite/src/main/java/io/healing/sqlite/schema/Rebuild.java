package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a table anew with another text, as SQLite documents it: new table, copy, drop, rename.
 * Rows, row ids, the sequence, indexes and triggers stay. Foreign keys are not enforced meanwhile.
 */
final class Rebuild {
  private final Connection connection;
  private final Table old;

  Rebuild(Connection connection, Table old) {
    this.connection = connection;
    this.old = old;
  }

  void as(String text) throws SQLException {
    Schema before = Schema.of(connection);
    Optional<String> sequence = sequence();
    String next = free(before);
    Sql.run(connection, "PRAGMA legacy_alter_table = ON");
    try {
      Sql.run(connection, new TableText(text).named(next));
      copy(Schema.of(connection).table(next).orElseThrow());
      Sql.run(connection, "DROP TABLE " + Names.quoted(old.name()));
      Sql.run(
          connection,
          "ALTER TABLE " + Names.quoted(next) + " RENAME TO " + Names.quoted(old.name()));
      restore(before, sequence);
    } finally {
      Sql.run(connection, "PRAGMA legacy_alter_table = OFF");
    }
  }

  private String free(Schema schema) {
    String name = "healing_new_" + old.name();
    while (schema.table(name).isPresent() || schema.part("view", name).isPresent()) {
      name += "_";
    }
    return name;
  }

  private void copy(Table next) throws SQLException {
    String columns =
        Stream.concat(
                rowId(next).stream(),
                old.columns().values().stream()
                    .filter(column -> !column.generated())
                    .filter(column -> next.column(column.name()).isPresent())
                    .map(column -> Names.quoted(column.name())))
            .collect(Collectors.joining(", "));
    Sql.run(
        connection,
        "INSERT OR ABORT INTO "
            + Names.quoted(next.name())
            + " ("
            + columns
            + ") SELECT "
            + columns
            + " FROM "
            + Names.quoted(old.name()));
    refuseLoss(rows(old), rows(next));
  }

  private long rows(Table table) throws SQLException {
    return DatabaseFile.number(connection, "SELECT count(*) FROM " + Names.quoted(table.name()));
  }

  private void refuseLoss(long before, long after) {
    if (before != after) {
      throw new HealingException(
          "The table "
              + old.name()
              + " has "
              + before
              + " rows and its copy "
              + after
              + "; nothing was changed",
          "Check its constraints, some of which leave out rows");
    }
  }

  /** The name of the hidden row id, where rows have one that is no column. */
  private Optional<String> rowId(Table next) throws SQLException {
    boolean without =
        new TableText(old.sql()).options().contains("without rowid")
            || new TableText(next.sql()).options().contains("without rowid");
    if (without || rowIdIsColumn()) {
      return Optional.empty();
    }
    Set<String> names = old.columns().keySet();
    return Stream.of("rowid", "_rowid_", "oid").filter(name -> !names.contains(name)).findFirst();
  }

  /** A primary key of one column that needs no index of its own is the row id. */
  private boolean rowIdIsColumn() throws SQLException {
    List<Column> key = old.columns().values().stream().filter(c -> c.key() > 0).toList();
    String indexes =
        "SELECT count(*) FROM pragma_index_list("
            + Names.literal(old.name())
            + ") WHERE origin = 'pk'";
    return key.size() == 1 && DatabaseFile.number(connection, indexes) == 0;
  }

  private Optional<String> sequence() throws SQLException {
    return Sql.hasTable(connection, "sqlite_sequence")
        ? Sql.text(connection, "SELECT seq FROM sqlite_sequence WHERE name = " + name())
        : Optional.empty();
  }

  private String name() {
    return Names.literal(old.name());
  }

  private void restore(Schema before, Optional<String> sequence) throws SQLException {
    for (String type : List.of("index", "trigger")) {
      for (Part part : before.parts(type, old.name())) {
        Sql.run(connection, part.sql());
      }
    }
    if (Sql.hasTable(connection, "sqlite_sequence")) {
      Sql.run(connection, "DELETE FROM sqlite_sequence WHERE name = " + name());
    }
    if (sequence.isPresent()) {
      Sql.run(
          connection,
          "INSERT INTO sqlite_sequence (name, seq) VALUES ("
              + name()
              + ", "
              + sequence.get()
              + ")");
    }
  }
}
