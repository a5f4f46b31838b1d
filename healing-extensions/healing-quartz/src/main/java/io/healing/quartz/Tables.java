package io.healing.quartz;

import io.healing.api.HealingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables of a JDBC store: how they are called, and the way to them. */
final class Tables {
  /** How long a statement may take, in seconds. */
  static final int SECONDS = 5;

  private static final System.Logger LOG = System.getLogger(Tables.class.getName());

  private final Connections connections;
  private final String scheduler;
  private final String prefix;

  /** Gives connections to the database of the store. */
  interface Connections {
    Connection open() throws SQLException;
  }

  /** What is done on a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** What is made of a row. */
  interface Read<T> {
    T of(ResultSet row) throws SQLException;
  }

  /**
   * Of one scheduler.
   *
   * @param scheduler its name, as in the column SCHED_NAME
   * @param prefix what the names begin with, a schema's name before it where there is one
   * @throws HealingException when the prefix cannot be part of a name
   */
  Tables(Connections connections, String scheduler, String prefix) {
    if (!prefix.matches("[\\w.$#\\[\\]\"`]*")) {
      throw new HealingException(
          "The table prefix of the scheduler is \"" + prefix + "\"",
          "It has letters, digits, underscores, dots and the quotes of a schema's name only.");
    }
    this.connections = connections;
    this.scheduler = scheduler;
    this.prefix = prefix;
  }

  String scheduler() {
    return scheduler;
  }

  /** The name of a table. */
  String table(String name) {
    return prefix + name;
  }

  /** What a statement finds, of which the first parameter is the scheduler's name. */
  <T> List<T> list(Connection connection, String sql, Read<T> read, String... more)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(SECONDS);
      statement.setString(1, scheduler);
      for (int i = 0; i < more.length; i++) {
        statement.setString(i + 2, more[i]);
      }
      List<T> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(read.of(rows));
        }
      }
      return all;
    }
  }

  /** Does something on a connection of its own. */
  <T> T on(Work<T> work) {
    try {
      return closing(connections.open(), work);
    } catch (SQLException e) {
      throw new HealingException(
          "The store of scheduler " + scheduler + " was not read: " + e.getMessage(),
          "Look whether the database answers, and whether the table prefix is " + prefix + ".",
          e);
    }
  }

  /** That a connection cannot be given back says nothing of what was read or written on it. */
  private static <T> T closing(Connection connection, Work<T> work) throws SQLException {
    try {
      return work.on(connection);
    } finally {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "A connection could not be given back", e);
      }
    }
  }
}
