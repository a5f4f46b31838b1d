package io.healing.sqlite.schema;

import io.healing.api.ActionRequest;
import io.healing.api.Subject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
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
    List<Table> tables =
        expected.schema().tables().values().stream()
            .filter(table -> !Names.somebodyElses(actual.table(table.name()).orElse(table)))
            .toList();
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
    List<Column> columns = new ArrayList<>(table.columns().values());
    columns.sort(Comparator.comparing(Column::generated));
    boolean same = Tokens.same(table.sql(), there.get().sql());
    for (Column column : columns) {
      column(table, there.get(), column, same);
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

  private void column(Table table, Table there, Column column, boolean same) throws SQLException {
    String name = table.name() + "." + column.name();
    if (there.column(column.name()).isPresent()) {
      List<String> words = same ? List.of() : Drift.of(table, there, column);
      others.add(judged(subject(name), "The column " + name, words));
    } else if (!there.virtual()) {
      missing.add(missingColumn(table, column));
    }
  }

  private Thing missingColumn(Table table, Column column) throws SQLException {
    String definition = Wishes.definition(table, column);
    Optional<String> refusal = new Filling(connection).refusal(table, column, definition);
    String sql = "ALTER TABLE " + table.name() + " ADD COLUMN " + definition;
    Thing thing =
        Thing.sick(
            subject(table.name() + "." + column.name()),
            "database.column_missing",
            declaredPath + " has no column " + table.name() + "." + column.name(),
            refusal.map(why -> "Add it by hand: " + why).orElse("Add it as in: " + sql));
    return refusal.isPresent() ? thing : thing.mendedBy(wishes.column(table, column));
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
    String hint =
        twice
            .map(value -> "Rows of " + index.table() + " have the same " + value + ": change them")
            .orElse("Run: " + index.sql());
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
