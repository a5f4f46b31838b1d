package io.healing.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Looks whether a database may be used, without changing a byte of it. */
final class Inspection {
  private static final String VERSION_TABLE = "healing_schema_version";
  private static final long CHECKED_WHOLE = 64L << 20;

  private final Place place;
  private final SqliteSettings settings;

  Inspection(Place place, SqliteSettings settings) {
    this.place = place;
    this.settings = settings;
  }

  /** Refuses a file that is no sound database, or is of a newer release, or not ready for ours. */
  void refuseUnfit() {
    try (Connection connection = new Connections(place, settings).reader()) {
      refuseDamaged(connection);
      refuseVersions(connection);
    } catch (SQLException e) {
      if (!Faults.unreadable(e)) {
        throw place.faults().of(e);
      }
    }
  }

  /** Refuses a database of a newer release, or of a host that is not ready for our tables. */
  void refuseVersions(Connection connection) throws SQLException {
    Shape shape = new Shape(connection);
    if (version(shape) > Schema.VERSION) {
      throw place
          .faults()
          .fault(
              "has version " + version(shape) + " of our tables, but this release knows only 9",
              "It was left as it is. Use a release of Healing that is as new as the one that wrote"
                  + " it.");
    }
    String fault = new HostVersion(shape, settings.hostSchemaVersion()).fault();
    if (!fault.isEmpty()) {
      throw place
          .faults()
          .fault(fault, "It was left as it is. Let the program that owns it migrate it first.");
    }
  }

  /** The version of our tables; 0 where there are none. */
  static long version(Shape shape) throws SQLException {
    return shape.tables().contains(VERSION_TABLE)
        ? shape.number("SELECT MAX(version) FROM " + VERSION_TABLE)
        : 0;
  }

  /** A file of up to 64 MiB is read whole; a larger one only as far as it is used. */
  private void refuseDamaged(Connection connection) throws SQLException {
    Shape shape = new Shape(connection);
    String check =
        place.size() <= CHECKED_WHOLE
            ? "PRAGMA quick_check(100)"
            : "SELECT 'ok' FROM sqlite_master LIMIT 1";
    Set<String> answers = shape.words(check);
    for (String answer : answers) {
      if (!answer.equals("ok") && !aboutRows(answer)) {
        throw place
            .faults()
            .fault("is damaged: " + answer, "It was left as it is. Restore a copy of it.");
      }
    }
  }

  /** Whether only a declared rule of the host is broken, which is no damage. */
  private static boolean aboutRows(String answer) {
    return answer.startsWith("NULL value in") || answer.startsWith("CHECK constraint failed");
  }
}
