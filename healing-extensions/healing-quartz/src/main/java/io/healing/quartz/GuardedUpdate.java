package io.healing.quartz;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The one change that is made in a store: another state for one trigger. */
final class GuardedUpdate {
  private final Tables tables;
  private final Guard held;

  /** Whether somebody has the trigger. */
  interface Guard {
    boolean holds(Connection connection, Rows.TriggerAt at) throws SQLException;
  }

  GuardedUpdate(Tables tables, Guard held) {
    this.tables = tables;
    this.held = held;
  }

  /** In the words in which a person approves it. */
  String statement(RowChange change) {
    return "UPDATE "
        + tables.table("TRIGGERS")
        + " SET TRIGGER_STATE = '"
        + change.to()
        + "' WHERE SCHED_NAME = '"
        + tables.scheduler()
        + "' AND TRIGGER_GROUP = '"
        + change.at().group()
        + "' AND TRIGGER_NAME = '"
        + change.at().name()
        + "' AND TRIGGER_STATE = '"
        + change.from().state()
        + "' AND NEXT_FIRE_TIME = "
        + change.from().next();
  }

  /**
   * Makes the change under the lock under which the instances of a cluster change triggers, and
   * only when the row still is as the change says and nobody has the trigger.
   *
   * @return whether it was made
   * @throws IllegalStateException when it is not known whether it was made
   */
  boolean make(RowChange change) {
    return tables.on(
        connection -> {
          boolean auto = connection.getAutoCommit();
          connection.setAutoCommit(false);
          boolean made;
          try {
            lock(connection);
            made = !held.holds(connection, change.at()) && update(connection, change);
          } catch (SQLException | RuntimeException e) {
            takeBack(connection, auto, e);
            throw e;
          }
          commit(connection, auto, change);
          return made;
        });
  }

  private static void takeBack(Connection connection, boolean auto, Exception because) {
    try {
      connection.rollback();
      connection.setAutoCommit(auto);
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  private static void commit(Connection connection, boolean auto, RowChange change) {
    try {
      connection.commit();
      connection.setAutoCommit(auto);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "It is not known whether the row of trigger "
              + change.at()
              + " was changed: "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Quartz locks by SELECT … FOR UPDATE where the database has it, and by hints or this same update
   * where it has not. An update that changes nothing waits for each of them and is known to every
   * database. A store that is not clustered has no such row; its scheduler locks in memory.
   */
  private void lock(Connection connection) throws SQLException {
    String sql =
        "UPDATE "
            + tables.table("LOCKS")
            + " SET LOCK_NAME = LOCK_NAME WHERE SCHED_NAME = ? AND LOCK_NAME = 'TRIGGER_ACCESS'";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(Tables.SECONDS);
      statement.setString(1, tables.scheduler());
      statement.executeUpdate();
    }
  }

  private boolean update(Connection connection, RowChange change) throws SQLException {
    String sql =
        "UPDATE "
            + tables.table("TRIGGERS")
            + " SET TRIGGER_STATE = ? WHERE SCHED_NAME = ? AND TRIGGER_GROUP = ?"
            + " AND TRIGGER_NAME = ? AND TRIGGER_STATE = ? AND NEXT_FIRE_TIME = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(Tables.SECONDS);
      statement.setString(1, change.to());
      statement.setString(2, tables.scheduler());
      statement.setString(3, change.at().group());
      statement.setString(4, change.at().name());
      statement.setString(5, change.from().state());
      statement.setLong(6, change.from().next());
      return statement.executeUpdate() == 1;
    }
  }
}
