package io.healing.sqlite.schema;

import io.healing.api.ActionRequest;
import io.healing.api.Subject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a database against its declared schema. */
final class Comparison {
  private final String declaredPath;
  private final Expected expected;
  private final Connection connection;
  private final Wishes wishes;
  private final Schema actual;
  private final List<Thing> missing = new ArrayList<>();
  private final List<Thing> others = new ArrayList<>();

  Comparison(String declaredPath, Expected expected, Connection connection, Wishes wishes)
      throws SQLException {
    this.declaredPath = declaredPath;
    this.expected = expected;
    this.connection = connection;
    this.wishes = wishes;
    this.actual = Schema.of(connection);
  }

  /** All that is declared, what is missing first, in the order in which it is to be added. */
  List<Thing> things() throws SQLException {
    List<Table> tables = new ArrayList<>();
    for (Table table : expected.schema().tables().values()) {
      if (Names.somebodyElses(actual.table(table.name()).orElse(table))) {
        others.add(Thing.leftAlone(subject(table.name()), table.name()));
      } else {
        tables.add(table);
      }
    }
    tables.forEach(this::table);
    for (Table table : tables) {
      columns(table);
    }
    for (Part index : expected.schema().parts("index")) {
      index(index);
    }
    expected.schema().parts("view").forEach(this::other);
    expected.schema().parts("trigger").forEach(this::other);
    missing.addAll(others);
    return missing;
  }

  private Subject subject(String part) {
    return Names.subject(declaredPath, part);
  }

  private void table(Table table) {
    if (actual.table(table.name()).isPresent()) {
      return;
    }
    Thing thing =
        Thing.sick(
            subject(table.name()),
            "database.table_missing",
            declaredPath + " has no table " + table.name(),
            "Run: " + table.sql());
    boolean taken = actual.part("view", table.name()).isPresent();
    missing.add(taken ? thing : thing.mendedBy(wishes.table(table)));
  }

  private void columns(Table table) throws SQLException {
    Optional<Table> there = actual.table(table.name());
    if (there.isEmpty()) {
      return;
    }
    boolean same = Tokens.same(table.sql(), there.get().sql());
    for (Column column : table.columns().values()) {
      column(table, there.get(), column, same);
    }
    if (!there.get().virtual()) {
      lacking(table, there.get());
    }
    List<String> words = same ? List.of() : differences(table, there.get());
    others.add(judged(subject(table.name()), "The table " + table.name(), words));
  }

  private List<String> differences(Table table, Table there) throws SQLException {
    if (table.virtual() || there.virtual()) {
      return List.of("declared " + table.sql() + ", found " + there.sql());
    }
    return new Drift(expected.connection(), connection).of(table, there);
  }

  private void column(Table table, Table there, Column column, boolean same) {
    String name = table.name() + "." + column.name();
    if (there.column(column.name()).isPresent()) {
      List<String> words = same ? List.of() : Drift.of(table, there, column);
      others.add(judged(subject(name), "The column " + name, words));
    }
  }

  private void lacking(Table table, Table there) throws SQLException {
    Lacking lacking = new Lacking(table, there);
    for (Column column : lacking.inOrder()) {
      missing.add(missingColumn(table, column, lacking.neededBy(column)));
    }
  }

  private Optional<String> refusal(Table table, Column column, List<Column> needed)
      throws SQLException {
    Filling filling = new Filling(connection);
    for (Column other : needed) {
      if (filling.refusal(table, other, Wishes.definition(table, other)).isPresent()) {
        return Optional.of("it needs the column " + other.name() + ", which you must add first");
      }
    }
    return filling.refusal(table, column, Wishes.definition(table, column));
  }

  private Thing missingColumn(Table table, Column column, List<Column> needed) throws SQLException {
    String definition = Wishes.definition(table, column);
    Optional<String> refusal = refusal(table, column, needed);
    Thing thing =
        Thing.sick(
            subject(table.name() + "." + column.name()),
            "database.column_missing",
            declaredPath + " has no column " + table.name() + "." + column.name(),
            refusal.isPresent()
                ? "Add it by hand: " + refusal.get()
                : addition(table, column.name(), definition));
    return refusal.isPresent() ? thing : thing.mendedBy(wishes.column(table, column, needed));
  }

  private String addition(Table table, String column, String definition) throws SQLException {
    boolean filled = !new Filling(connection).fewerThan(table, 1);
    return filled && new Trial(table, column, definition).anew()
        ? "ALTER TABLE cannot add it as declared to the rows of "
            + table.name()
            + "; mended by the doctor, the table is made anew with: "
            + definition
        : "Run: ALTER TABLE " + Names.quoted(table.name()) + " ADD COLUMN " + definition;
  }

  private void index(Part index) {
    if (left(index)) {
      return;
    }
    Optional<Part> there = actual.part("index", index.name());
    Subject subject = subject("index:" + index.name());
    if (there.isPresent()) {
      others.add(judged(subject, "The index " + index.name(), difference(index, there.get())));
    } else {
      missing.add(missingIndex(index, subject));
    }
  }

  /** Comes with its table, or belongs to a table that is left alone. */
  private boolean left(Part part) {
    Optional<Table> table = actual.table(part.table());
    boolean onTable = expected.schema().table(part.table()).isPresent();
    return onTable && (table.isEmpty() || Names.somebodyElses(table.get()));
  }

  private Thing missingIndex(Part index, Subject subject) {
    Optional<String> twice = new Filling(connection).duplicates(index);
    List<ActionRequest> mends = twice.isPresent() ? List.of() : wishes.index(index);
    String hint = twice.orElse("Run: " + index.sql());
    String words = declaredPath + " has no index " + index.name() + " on " + index.table();
    return Thing.sick(subject, "database.index_missing", words, hint).mendedBy(mends);
  }

  private void other(Part part) {
    if (left(part)) {
      return;
    }
    String name = part.type() + " " + part.name();
    List<String> words =
        actual
            .part(part.type(), part.name())
            .map(there -> difference(part, there))
            .orElse(List.of("is missing; it is made by " + part.sql()));
    others.add(judged(subject(part.type() + ":" + part.name()), "The " + name, words));
  }

  private static List<String> difference(Part wanted, Part there) {
    return wanted.same(there)
        ? List.of()
        : List.of("declared " + wanted.sql() + ", found " + there.sql());
  }

  private Thing judged(Subject subject, String what, List<String> words) {
    if (words.isEmpty()) {
      return Thing.well(subject);
    }
    return Thing.sick(
        subject,
        "database.drift",
        what + " of " + declaredPath + " differs: " + String.join("; ", words),
        "Change it by hand, or declare it as it is; what is there is never rewritten");
  }

  /** What was seen of the database as a whole. */
  String words(List<Thing> things) {
    long sick = things.stream().filter(thing -> !thing.isWell()).count();
    int tables = expected.schema().tables().size();
    String declared = tables + (tables == 1 ? " table" : " tables");
    return sick == 0 ? declared + " as declared" : "a database that can be read";
  }
}
