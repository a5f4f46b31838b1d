package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import io.healing.api.act.Inspection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Adds a column: as SQLite can, or by making the table anew. */
final class AddColumn implements Change {
  private static final String ALL = "all ";
  private static final String EACH = "each ";

  private final String table;
  private final String column;
  private final String definition;
  private final List<String> needed;

  /**
   * @param needed the definitions of other columns that are or will be there before
   */
  AddColumn(String table, String column, String definition, List<String> needed) {
    this.needed = List.copyOf(needed);
    this.table = table;
    this.column = column;
    this.definition = definition;
  }

  @Override
  public String words() {
    return "Add the column " + column + " to the table " + table;
  }

  @Override
  public String sql() {
    return definition;
  }

  /** Only to tell whether there is room; whether the table is made anew SQLite decides. */
  @Override
  public int room() {
    String meaning = " " + Tokens.meaning(definition) + " ";
    boolean anew =
        meaning.contains(" default (")
            || meaning.contains(" default current_")
            || meaning.contains(" stored ")
            || meaning.contains(" unique ");
    return anew ? 2 : 0;
  }

  @Override
  public Optional<String> refusal(Connection connection) throws SQLException {
    Optional<Table> there = Schema.of(connection).table(table);
    if (there.isEmpty()) {
      return Optional.of("there is no table " + table);
    }
    if (there.get().column(column).isPresent()) {
      return Optional.of("there is a column of that name already");
    }
    return new Filling(connection).refusal(there.get(), wanted(there.get()), definition);
  }

  /** What the column will be, as SQLite reads it. */
  private Column wanted(Table there) throws SQLException {
    String text = there.sql();
    for (String other : needed) {
      boolean lacks = there.column(Tokens.of(other).get(0).name()).isEmpty();
      text = lacks ? new TableText(text).with(other) : text;
    }
    text = new TableText(text).with(definition);
    try (Connection empty = Expected.memory()) {
      Sql.run(empty, text);
      return Schema.of(empty)
          .table(table)
          .flatMap(made -> made.column(column))
          .orElseThrow(() -> new HealingException("No column: " + definition, "Correct it"));
    }
  }

  @Override
  public Inspection inspect(Connection connection) throws SQLException {
    Optional<Table> there = Schema.of(connection).table(table);
    if (there.isEmpty()) {
      return Inspection.OTHER;
    }
    Optional<String> found = new TableText(there.get().sql()).definition(column);
    if (found.isEmpty()) {
      return Inspection.BEFORE;
    }
    boolean same = Tokens.same(found.get(), definition);
    return same ? Inspection.AFTER : Inspection.OTHER;
  }

  @Override
  public String make(Connection connection) throws SQLException {
    Table old = Schema.of(connection).table(table).orElseThrow();
    boolean rows =
        DatabaseFile.number(connection, "SELECT EXISTS (SELECT 1 FROM " + from() + ")") > 0;
    if (rows && new Trial(old, column, definition).anew()) {
      rebuild(connection, old);
    } else {
      alter(connection, old);
    }
    return receipt(connection);
  }

  private void alter(Connection connection, Table old) throws SQLException {
    try {
      Sql.run(connection, "ALTER TABLE " + from() + " ADD COLUMN " + definition);
    } catch (SQLException e) {
      if (!Trial.refused(e)) {
        throw e;
      }
      rebuild(connection, old);
    }
  }

  private void rebuild(Connection connection, Table old) throws SQLException {
    new Rebuild(connection, old).as(new TableText(old.sql()).with(definition));
  }

  private String receipt(Connection connection) throws SQLException {
    Column made = column(connection);
    if (made.generated()) {
      return "";
    }
    if (made.fallback() == null) {
      return ALL + "NULL";
    }
    Optional<String> first =
        Sql.text(connection, "SELECT quote(" + name() + ") FROM " + from() + " LIMIT 1");
    boolean same = first.isEmpty() || strangers(connection, first.get()) == 0;
    return same ? ALL + first.orElse("NULL") : EACH + each(connection);
  }

  private Column column(Connection connection) throws SQLException {
    return Schema.of(connection).table(table).flatMap(t -> t.column(column)).orElseThrow();
  }

  private String name() {
    return Names.quoted(column);
  }

  private String from() {
    return Names.quoted(table);
  }

  private long strangers(Connection connection, String literal) throws SQLException {
    return DatabaseFile.number(
        connection,
        "SELECT count(*) FROM "
            + from()
            + " WHERE quote("
            + name()
            + ") <> "
            + Names.literal(literal));
  }

  private String each(Connection connection) throws SQLException {
    return Sql.hash(connection, "SELECT quote(" + name() + ") FROM " + from() + " ORDER BY 1");
  }

  @Override
  public void takeBack(Connection connection, Optional<String> receipt) throws SQLException {
    if (!column(connection).generated()) {
      refuseWritten(
          connection, receipt.orElseThrow(() -> Change.lost("the column " + table + "." + column)));
    }
    drop(connection);
  }

  private void drop(Connection connection) throws SQLException {
    try {
      Sql.run(connection, "ALTER TABLE " + from() + " DROP COLUMN " + name());
    } catch (SQLException e) {
      Schema schema = Schema.of(connection);
      Optional<Part> broken = broken(schema, SqlFaults.words(e));
      if (broken.isPresent()) {
        dropWithout(broken.get(), schema, connection);
      } else if (SqlFaults.words(e).toLowerCase(Locale.ROOT).startsWith("cannot drop ")) {
        Table now = schema.table(table).orElseThrow();
        new Rebuild(connection, now).as(new TableText(now.sql()).without(column));
      } else {
        throw e;
      }
    }
  }

  /** The view or trigger that SQLite could not read before it even dropped the column. */
  private static Optional<Part> broken(Schema schema, String words) {
    return schema.parts().values().stream()
        .filter(part -> part.type().equals("view") || part.type().equals("trigger"))
        .filter(part -> words.startsWith("error in " + part.type() + " " + part.name() + ": "))
        .findFirst();
  }

  /** Puts aside what is broken anyway: SQLite drops no column while there is such a thing. */
  private void dropWithout(Part broken, Schema schema, Connection connection) throws SQLException {
    Sql.run(connection, "DROP " + broken.type() + " " + Names.quoted(broken.name()));
    drop(connection);
    Sql.run(connection, broken.sql());
    if (broken.type().equals("view")) {
      for (Part trigger : schema.parts("trigger", broken.name())) {
        Sql.run(connection, trigger.sql());
      }
    }
  }

  private void refuseWritten(Connection connection, String receipt) throws SQLException {
    if (receipt.startsWith(ALL)) {
      String filled = receipt.substring(ALL.length());
      long strangers = strangers(connection, filled);
      if (strangers > 0) {
        throw written(strangers + " of its rows hold something other than " + filled);
      }
    } else if (!receipt.equals(EACH + each(connection))) {
      throw written("its rows do not hold what was filled in");
    }
  }

  private HealingException written(String what) {
    return new HealingException(
        "The column " + table + "." + column + " is in use: " + what + "; nothing was taken away",
        "Keep it, or set what is in it back first");
  }
}
