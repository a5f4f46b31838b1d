package io.healing.sqlite;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Brings a database to our version: adds what is missing and changes nothing that is there. Running
 * it again does nothing.
 */
final class Migrator {
  private final Writer writer;
  private final Shape shape;
  private final Inspection inspection;
  private final Place place;
  private final HostVersion host;

  Migrator(Writer writer, Place place, SqliteSettings settings) {
    this.writer = writer;
    this.place = place;
    this.shape = new Shape(writer.connection());
    this.inspection = new Inspection(place, settings);
    this.host = new HostVersion(shape, settings.hostSchemaVersion());
  }

  /**
   * Does what has to be done, in one transaction.
   *
   * @return whether there were suggestions of another program before
   */
  boolean migrate() throws SQLException {
    inspection.refuseVersions(writer.connection());
    boolean needed =
        host.behind() || Inspection.version(shape) < Schema.VERSION || !missing().isEmpty();
    return needed && writer.run(Writer.Sync.FULL, this::step);
  }

  /** The name of our history of runs in this database. */
  String runsTable() throws SQLException {
    Set<String> tables = shape.tables();
    if (tables.contains("healing_store")) {
      return shape.words("SELECT value FROM healing_store WHERE name = 'runs_table'").stream()
          .findFirst()
          .orElse(Schema.RUNS);
    }
    return tables.stream().allMatch(Migrator::ours) ? Schema.RUNS : Schema.RUNS_AS_A_GUEST;
  }

  private static boolean ours(String table) {
    return table.startsWith("sqlite_")
        || (!table.equals(Schema.RUNS)
            && Schema.tables(Schema.RUNS).stream().anyMatch(our -> our.name().equals(table)));
  }

  private Boolean step() throws SQLException {
    inspection.refuseVersions(writer.connection());
    boolean adopted = shape.tables().contains("healing_suggestions");
    String runs = runsTable();
    for (String statement : missing()) {
      run(statement);
    }
    if (host.behind()) {
      host.moveOn(writer.connection());
    }
    run("INSERT OR IGNORE INTO healing_schema_version (version) VALUES (8), (9)");
    run("INSERT OR IGNORE INTO healing_store (name, value) VALUES ('runs_table', '" + runs + "')");
    place
        .log()
        .info(Migrator.class, "{} has version {} of our tables now", place.file(), Schema.VERSION);
    return adopted;
  }

  /** The statements that add what is not there. */
  private List<String> missing() throws SQLException {
    List<String> statements = new ArrayList<>();
    Set<String> tables = shape.tables();
    Set<String> indexes = shape.indexes();
    for (Table table : Schema.tables(runsTable())) {
      Set<String> columns = Set.of();
      if (tables.contains(table.name())) {
        columns = shape.columns(table.name());
        refuseForeign(table);
      } else {
        statements.add(table.creation());
      }
      statements.addAll(further(table, columns));
      table.indexes().stream()
          .filter(index -> !indexes.contains(index.name()))
          .map(index -> index.creation(table.name()))
          .forEach(statements::add);
    }
    return statements;
  }

  private static List<String> further(Table table, Set<String> columns) {
    List<Table.Column> wanted = new ArrayList<>(columns.isEmpty() ? List.of() : table.columns());
    wanted.addAll(table.further());
    return wanted.stream()
        .filter(column -> !columns.contains(column.name()))
        .map(column -> "ALTER TABLE " + table.name() + " ADD COLUMN " + column.addition())
        .toList();
  }

  private void refuseForeign(Table table) throws SQLException {
    Set<String> keys = shape.keys(table.name());
    boolean numbered = shape.isNumbered(table.name());
    if (!keys.equals(table.keys()) || numbered != table.isNumbered()) {
      String kind = numbered ? ", the number of the row" : "";
      throw place
          .faults()
          .fault(
              "has a table " + table.name() + " of another shape: its key is " + keys + kind,
              "It was left as it is. Use a file of its own for Healing.");
    }
  }

  private void run(String text) throws SQLException {
    try (Statement statement = writer.connection().createStatement()) {
      statement.execute(text);
    }
  }
}
