package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a table anew with another text: the old one gets another name and the new one its name, the
 * rows are copied, the old one goes. So the text stays as it is given, and views, triggers and
 * foreign keys elsewhere, which SQLite leaves alone in its legacy mode, point to the new one. Rows,
 * row ids, the sequence, what ANALYZE found, indexes and triggers stay. Foreign keys are not
 * enforced meanwhile.
 */
final class Rebuild {
  private final Connection connection;
  private final Table table;

  Rebuild(Connection connection, Table table) {
    this.connection = connection;
    this.table = table;
  }

  void as(String text) throws SQLException {
    Schema before = Schema.of(connection);
    Optional<String> sequence = sequence();
    List<String> statistics = Statistics.of(connection, table.name());
    Sql.run(connection, "PRAGMA legacy_alter_table = ON");
    try {
      List<Part> parts = parts(before);
      for (Part part : parts) {
        Sql.run(connection, "DROP " + part.type() + " " + Names.quoted(part.name()));
      }
      replace(new Table(free(before), table.sql(), table.columns()), text);
      restore(parts, sequence);
      for (String statistic : statistics) {
        Sql.run(connection, statistic);
      }
    } finally {
      Sql.run(connection, "PRAGMA legacy_alter_table = OFF");
    }
  }

  private List<Part> parts(Schema before) {
    return Stream.of("index", "trigger")
        .flatMap(type -> before.parts(type, table.name()).stream())
        .toList();
  }

  private void replace(Table old, String text) throws SQLException {
    Sql.run(
        connection,
        "ALTER TABLE " + Names.quoted(table.name()) + " RENAME TO " + Names.quoted(old.name()));
    Sql.run(connection, text);
    copy(old, Schema.of(connection).table(table.name()).orElseThrow());
    Sql.run(connection, "DROP TABLE " + Names.quoted(old.name()));
  }

  private String free(Schema schema) {
    String name = "healing_old_" + table.name();
    while (schema.table(name).isPresent() || schema.part("view", name).isPresent()) {
      name += "_";
    }
    return name;
  }

  private void copy(Table old, Table next) throws SQLException {
    String columns =
        Stream.concat(
                rowId(old, next).stream(),
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
              + table.name()
              + " has "
              + before
              + " rows and its copy "
              + after
              + "; nothing was changed",
          "Check its constraints, some of which leave out rows");
    }
  }

  /** The name of the hidden row id, where rows have one that is no column. */
  private Optional<String> rowId(Table old, Table next) throws SQLException {
    boolean without =
        new TableText(old.sql()).options().contains("without rowid")
            || new TableText(next.sql()).options().contains("without rowid");
    if (without || rowIdIsColumn(old)) {
      return Optional.empty();
    }
    return Stream.of("rowid", "_rowid_", "oid")
        .filter(name -> old.column(name).isEmpty() && next.column(name).isEmpty())
        .findFirst();
  }

  /** A primary key of one column that needs no index of its own is the row id. */
  private boolean rowIdIsColumn(Table old) throws SQLException {
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
    return Names.literal(table.name());
  }

  private void restore(List<Part> parts, Optional<String> sequence) throws SQLException {
    for (Part part : parts) {
      Sql.run(connection, part.sql());
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
