package io.healing.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The host's own {@code schema_version}. It is honoured where the host says so, or where the
 * database holds the tables of the program for which ours were first made; any other table of that
 * name is neither read nor written.
 */
final class HostVersion {
  private static final int BEFORE_OURS = Schema.SEED_VERSION - 1;

  private final Shape shape;
  private final boolean named;

  HostVersion(Shape shape, boolean named) {
    this.shape = shape;
    this.named = named;
  }

  boolean honoured() throws SQLException {
    return named || donor();
  }

  /** Whether the database is that program's; our own history of runs is not taken for its. */
  private boolean donor() throws SQLException {
    Set<String> tables = shape.tables();
    return tables.contains("job_state")
        && tables.contains(Schema.RUNS)
        && tables.contains("schema_version")
        && !shape.columns(Schema.RUNS).contains("retry_pending");
  }

  /** The version; 0 where there is none. */
  long current() throws SQLException {
    return shape.tables().contains("schema_version")
        ? shape.number("SELECT MAX(version) FROM schema_version")
        : 0;
  }

  /** Whether it has to move from 7 to 8. */
  boolean behind() throws SQLException {
    return honoured() && current() == BEFORE_OURS;
  }

  /** Why our tables cannot be made yet; empty when they can. */
  String fault() throws SQLException {
    return honoured() && current() < BEFORE_OURS
        ? "has schema_version " + current() + ", but our tables come after version 7"
        : "";
  }

  /** Moves from 7 to 8, in the table's own manner: a single row is changed, a history goes on. */
  void moveOn(Connection connection) throws SQLException {
    boolean single = shape.number("SELECT COUNT(*) FROM schema_version") == 1;
    String text =
        single
            ? "UPDATE schema_version SET version = ?"
            : "INSERT INTO schema_version (" + columns() + ") SELECT " + next() + LAST_ROW;
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      statement.setInt(1, Schema.SEED_VERSION);
      statement.executeUpdate();
    }
  }

  private static final String LAST_ROW = " FROM schema_version ORDER BY version DESC LIMIT 1";

  private String columns() throws SQLException {
    return joined(column -> '"' + column + '"');
  }

  /** The last row with our version; a time in it becomes now. */
  private String next() throws SQLException {
    return joined(HostVersion::value);
  }

  private String joined(UnaryOperator<String> how) throws SQLException {
    return shape.columns("schema_version").stream()
        .filter(column -> !column.equals("id"))
        .sorted()
        .map(how)
        .collect(Collectors.joining(", "));
  }

  private static String value(String column) {
    if (column.equals("version")) {
      return "?";
    }
    return column.endsWith("_at") ? "CURRENT_TIMESTAMP" : '"' + column + '"';
  }
}
