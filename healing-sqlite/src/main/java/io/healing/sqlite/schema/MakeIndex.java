package io.healing.sqlite.schema;

import io.healing.api.act.Inspection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Adds an index. */
final class MakeIndex implements Change {
  private final Part index;

  MakeIndex(Part index) {
    this.index = index;
  }

  @Override
  public String words() {
    return "Make the index " + index.name() + " on " + index.table();
  }

  @Override
  public String sql() {
    return index.sql();
  }

  @Override
  public int room() {
    return 1;
  }

  @Override
  public Optional<String> refusal(Connection connection) throws SQLException {
    if (Schema.of(connection).part("index", index.name()).isPresent()) {
      return Optional.of("there is an index of that name already");
    }
    return new Filling(connection).duplicates(index);
  }

  @Override
  public Inspection inspect(Connection connection) throws SQLException {
    Schema schema = Schema.of(connection);
    Optional<Part> there = schema.part("index", index.name());
    if (there.isPresent()) {
      return there.get().same(index) ? Inspection.AFTER : Inspection.OTHER;
    }
    return schema.table(index.table()).isPresent() ? Inspection.BEFORE : Inspection.OTHER;
  }

  @Override
  public String make(Connection connection) throws SQLException {
    Sql.run(connection, index.sql());
    return "";
  }

  @Override
  public void takeBack(Connection connection, Optional<String> receipt) throws SQLException {
    Sql.run(connection, "DROP INDEX " + Names.quoted(index.name()));
  }
}
