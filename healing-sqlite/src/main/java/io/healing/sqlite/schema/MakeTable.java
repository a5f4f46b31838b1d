package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import io.healing.api.act.Inspection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Adds a table with its indexes, its first rows and its triggers. */
final class MakeTable implements Change {
  private final String table;
  private final String create;
  private final List<String> with;

  MakeTable(String table, String create, List<String> with) {
    this.table = table;
    this.create = create;
    this.with = List.copyOf(with);
  }

  @Override
  public String words() {
    return "Make the table " + table;
  }

  @Override
  public String sql() {
    return create + ";\n" + String.join(";\n", with);
  }

  @Override
  public Optional<String> refusal(Connection connection) throws SQLException {
    Schema schema = Schema.of(connection);
    boolean there = schema.table(table).isPresent() || schema.part("view", table).isPresent();
    return there ? Optional.of("there is a table or view of that name already") : Optional.empty();
  }

  @Override
  public Inspection inspect(Connection connection) throws SQLException {
    Schema schema = Schema.of(connection);
    Optional<Table> there = schema.table(table);
    if (there.isEmpty()) {
      return schema.part("view", table).isPresent() ? Inspection.OTHER : Inspection.BEFORE;
    }
    boolean same = Tokens.same(there.get().sql(), create);
    return same ? Inspection.AFTER : Inspection.OTHER;
  }

  @Override
  public String make(Connection connection) throws SQLException {
    Sql.run(connection, create);
    for (String statement : with) {
      Sql.run(connection, statement);
    }
    return content(connection);
  }

  private String content(Connection connection) throws SQLException {
    Table made = Schema.of(connection).table(table).orElseThrow();
    return made.virtual() ? rows(connection) + " rows" : Sql.content(connection, made);
  }

  private long rows(Connection connection) throws SQLException {
    return DatabaseFile.number(connection, "SELECT count(*) FROM " + Names.quoted(table));
  }

  @Override
  public void takeBack(Connection connection, String receipt) throws SQLException {
    long rows = rows(connection);
    if (rows > 0 && !receipt.equals(content(connection))) {
      throw new HealingException(
          "The table "
              + table
              + " holds "
              + rows
              + (rows == 1 ? " row" : " rows")
              + ", not only what came with it; nothing was taken away",
          "Take those rows away first if they are not needed");
    }
    Sql.run(connection, "DROP TABLE " + Names.quoted(table));
  }
}
