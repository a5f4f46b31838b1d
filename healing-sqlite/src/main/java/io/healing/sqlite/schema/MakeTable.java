package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import io.healing.api.act.Inspection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    flush(connection);
    return content(connection);
  }

  /** A virtual table may keep new rows in memory until the transaction or a savepoint ends. */
  private static void flush(Connection connection) throws SQLException {
    Sql.run(connection, "SAVEPOINT healing");
    Sql.run(connection, "RELEASE healing");
  }

  private String content(Connection connection) throws SQLException {
    return Sql.content(connection, Schema.of(connection).table(table).orElseThrow());
  }

  private long rows(Connection connection) throws SQLException {
    return DatabaseFile.number(connection, "SELECT count(*) FROM " + Names.quoted(table));
  }

  @Override
  public void takeBack(Connection connection, Optional<String> receipt) throws SQLException {
    refuseStrangers(Schema.of(connection));
    long rows = rows(connection);
    if (rows > 0 && receipt.isEmpty()) {
      throw Change.lost("the table " + table);
    }
    if (rows > 0 && !receipt.get().equals(content(connection))) {
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

  /** Its indexes and triggers go with a table, also those that others made. */
  private void refuseStrangers(Schema schema) {
    Set<String> own = with.stream().map(Tokens::meaning).collect(Collectors.toSet());
    Stream.of("index", "trigger")
        .flatMap(type -> schema.parts(type, table).stream())
        .filter(part -> !own.contains(Tokens.meaning(part.sql())))
        .findFirst()
        .ifPresent(
            part -> {
              throw new HealingException(
                  "The table "
                      + table
                      + " has the "
                      + part.type()
                      + " "
                      + part.name()
                      + ", which did not come with it; nothing was taken away",
                  "Drop the " + part.type() + " first if it is not needed");
            });
  }
}
