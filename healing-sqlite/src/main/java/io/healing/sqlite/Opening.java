package io.healing.sqlite;

import com.zaxxer.hikari.HikariDataSource;
import io.healing.sqlite.Database.Handles;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens a database: for writing where it may be written, else for reading. */
final class Opening {
  private static final int ATTEMPTS = 10;

  private final Place place;
  private final SqliteSettings settings;
  private final Connections connections;

  Opening(Place place, SqliteSettings settings) {
    this.place = place;
    this.settings = settings;
    place.log().from(settings.logLevel());
    this.connections = new Connections(place, settings);
  }

  /** An open database. */
  record Opened(Database database, String runsTable, boolean adopted) {}

  /** Opens it for writing, and makes it where there is none. */
  Opened writing() {
    if (!place.exists()) {
      place.create();
    }
    String because = place.readOnlyBecause();
    if (because != null) {
      return reading(because);
    }
    boolean blank = place.blank();
    if (!blank) {
      new Inspection(place, settings).refuseUnfit();
    }
    return writing(blank);
  }

  /** Opens it for reading only. */
  Opened reading(String because) {
    if (!place.exists()) {
      throw place.missing();
    }
    new Inspection(place, settings).refuseUnfit();
    try {
      HikariDataSource readers = connections.readers();
      boolean kept = false;
      try {
        String runs = runsTable(readers);
        kept = true;
        Handles handles = new Handles(readers, null, because);
        return new Opened(new Database(place, settings, handles), runs, false);
      } finally {
        if (!kept) {
          readers.close();
        }
      }
    } catch (SQLException e) {
      throw place.faults().of(e);
    }
  }

  private Opened writing(boolean blank) {
    try {
      Connection connection = connections.writer();
      boolean kept = false;
      try {
        Opened opened = writing(connection, blank);
        kept = opened.database().readOnlyBecause() == null;
        return opened;
      } finally {
        if (!kept) {
          connection.close();
        }
      }
    } catch (SQLException e) {
      throw place.faults().of(e);
    }
  }

  private Opened writing(Connection connection, boolean blank) throws SQLException {
    if (blank) {
      writeAhead(connection);
    }
    Writer writer = new Writer(connection, place.log());
    Migrator migrator = new Migrator(writer, place, settings);
    boolean adopted = migrator.migrate();
    if (!writable(writer)) {
      return reading("the file system does not let " + place.file() + " be written");
    }
    place.warnOfReaders();
    Handles handles = new Handles(connections.readers(), writer, null);
    return new Opened(new Database(place, settings, handles), migrator.runsTable(), adopted);
  }

  /** Sets the journal's mode of a file that nobody used yet; another process may do the same. */
  private void writeAhead(Connection connection) throws SQLException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        return;
      } catch (SQLException e) {
        if (!Faults.busy(e)) {
          throw e;
        }
        place.log().debug(Opening.class, "{} is being made by another process", place.file());
        waitForOther(connection);
      }
    }
  }

  private static void waitForOther(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("ROLLBACK");
    }
  }

  private static boolean writable(Writer writer) throws SQLException {
    try {
      return writer.run(
          Writer.Sync.FULL,
          () -> writer.execute("UPDATE healing_schema_version SET version = version") > 0);
    } catch (SQLException e) {
      if (Faults.readOnly(e)) {
        return false;
      }
      throw e;
    }
  }

  private String runsTable(HikariDataSource readers) throws SQLException {
    try (Connection connection = readers.getConnection()) {
      Shape shape = new Shape(connection);
      long version = Inspection.version(shape);
      if (version == 0 && !shape.tables().contains("healing_reviews")) {
        throw place
            .faults()
            .fault(
                "is no database of Healing, or an empty one",
                "Name the right one; a program makes it when it starts Healing.");
      }
      if (version < Schema.VERSION) {
        throw place
            .faults()
            .fault(
                "has version " + version + " of our tables and cannot be brought to 9 for reading",
                "Open it once for writing.");
      }
      return shape
          .words("SELECT value FROM healing_store WHERE name = 'runs_table'")
          .iterator()
          .next();
    }
  }
}
