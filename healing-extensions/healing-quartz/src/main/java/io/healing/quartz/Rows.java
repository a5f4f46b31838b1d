package io.healing.quartz;

import io.healing.api.HealingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.quartz.JobKey;

/**
 * The rows of a JDBC store that no method of the scheduler tells of. Only plain columns are read,
 * never a job's data, so one broken row hides no other.
 */
final class Rows {
  private static final System.Logger LOG = System.getLogger(Rows.class.getName());
  private static final int MOST = 10_000;
  private static final int SECONDS = 5;

  private final Connections connections;
  private final String scheduler;
  private final String prefix;
  private final UnaryOperator<Instant> clock;

  /** Gives connections to the database of the store. */
  interface Connections {
    Connection open() throws SQLException;
  }

  /** A trigger that somebody has taken, or that waits for a run to end. */
  record TriggerRow(TriggerAt at, String job, String state, long next) {}

  /** A trigger's name in its group. */
  record TriggerAt(String group, String name) {
    @Override
    public String toString() {
      return group + "." + name;
    }
  }

  /** What an instance has taken or runs. */
  record FiredRow(TriggerAt at, String job, String instance, String state) {}

  /** An instance of a cluster with the last moment at which it said that it lives. */
  record NodeRow(String instance, long checkedIn) {}

  /** All of one look, at the moment that the clock of the database told. */
  record Sample(Instant now, List<TriggerRow> taken, List<FiredRow> fired, List<NodeRow> nodes) {}

  Rows(Connections connections, String scheduler, String prefix) {
    this(connections, scheduler, prefix, UnaryOperator.identity());
  }

  /**
   * @param clock turns what the clock of the database says into what is believed; a test holds it
   */
  Rows(Connections connections, String scheduler, String prefix, UnaryOperator<Instant> clock) {
    if (!prefix.matches("[A-Za-z0-9_.]*")) {
      throw new HealingException(
          "The table prefix of the scheduler is \"" + prefix + "\"",
          "It has letters, digits, underscores and dots only.");
    }
    this.connections = connections;
    this.scheduler = scheduler;
    this.prefix = prefix;
    this.clock = clock;
  }

  /** The name of a table. */
  String table(String name) {
    return prefix + name;
  }

  /** One look. */
  Sample look() {
    return on(
        connection -> {
          Instant now =
              list(
                      connection,
                      "SELECT COUNT(*), CURRENT_TIMESTAMP FROM "
                          + table("SCHEDULER_STATE")
                          + " WHERE SCHED_NAME = ?",
                      row -> row.getTimestamp(2).toInstant())
                  .get(0);
          return new Sample(
              clock.apply(now), taken(connection), fired(connection), nodes(connection));
        });
  }

  private List<TriggerRow> taken(Connection connection) throws SQLException {
    return list(
        connection,
        "SELECT TRIGGER_GROUP, TRIGGER_NAME, JOB_GROUP, JOB_NAME, TRIGGER_STATE, NEXT_FIRE_TIME"
            + " FROM "
            + table("TRIGGERS")
            + " WHERE SCHED_NAME = ?"
            + " AND TRIGGER_STATE IN ('ACQUIRED', 'BLOCKED', 'PAUSED_BLOCKED')",
        row -> new TriggerRow(at(row), job(row), row.getString(5), row.getLong(6)));
  }

  private List<FiredRow> fired(Connection connection) throws SQLException {
    return list(
        connection,
        "SELECT TRIGGER_GROUP, TRIGGER_NAME, JOB_GROUP, JOB_NAME, INSTANCE_NAME, STATE FROM "
            + table("FIRED_TRIGGERS")
            + " WHERE SCHED_NAME = ?",
        row -> new FiredRow(at(row), job(row), row.getString(5), row.getString(6)));
  }

  private List<NodeRow> nodes(Connection connection) throws SQLException {
    return list(
        connection,
        "SELECT INSTANCE_NAME, LAST_CHECKIN_TIME FROM "
            + table("SCHEDULER_STATE")
            + " WHERE SCHED_NAME = ?",
        row -> new NodeRow(row.getString(1), row.getLong(2)));
  }

  private static TriggerAt at(ResultSet row) throws SQLException {
    return new TriggerAt(row.getString(1), row.getString(2));
  }

  /** A trigger that is taken and not fired yet tells no job. */
  private static String job(ResultSet row) throws SQLException {
    String group = row.getString(3);
    return group == null ? "" : JobNames.id(group, row.getString(4));
  }

  /** Another instance that has a run of this job which asks to be recovered. */
  Optional<String> elsewhere(JobKey job, String ourInstance) {
    return on(
        connection ->
            list(
                    connection,
                    "SELECT INSTANCE_NAME FROM "
                        + table("FIRED_TRIGGERS")
                        + " WHERE SCHED_NAME = ? AND JOB_GROUP = ? AND JOB_NAME = ?"
                        + " AND STATE = 'EXECUTING' AND INSTANCE_NAME <> ?",
                    row -> row.getString(1),
                    job.getGroup(),
                    job.getName(),
                    ourInstance)
                .stream()
                .findFirst());
  }

  /** The state and next fire time of one trigger as they are now. */
  Optional<RowChange.State> state(TriggerAt at) {
    return on(connection -> state(connection, at));
  }

  private Optional<RowChange.State> state(Connection connection, TriggerAt at) throws SQLException {
    return list(
            connection,
            "SELECT TRIGGER_STATE, NEXT_FIRE_TIME FROM "
                + table("TRIGGERS")
                + " WHERE SCHED_NAME = ? AND TRIGGER_GROUP = ? AND TRIGGER_NAME = ?",
            row -> new RowChange.State(row.getString(1), row.getLong(2)),
            at.group(),
            at.name())
        .stream()
        .findFirst();
  }

  /** Whether an instance has the trigger, or runs the job for which it waits. */
  boolean held(TriggerAt at) {
    return on(connection -> held(connection, at));
  }

  private boolean held(Connection connection, TriggerAt at) throws SQLException {
    return !list(
            connection,
            "SELECT F.ENTRY_ID FROM "
                + table("FIRED_TRIGGERS")
                + " F, "
                + table("TRIGGERS")
                + " T WHERE F.SCHED_NAME = ? AND T.SCHED_NAME = F.SCHED_NAME"
                + " AND T.TRIGGER_GROUP = ? AND T.TRIGGER_NAME = ?"
                + " AND ((F.TRIGGER_GROUP = T.TRIGGER_GROUP AND F.TRIGGER_NAME = T.TRIGGER_NAME)"
                + " OR (T.TRIGGER_STATE IN ('BLOCKED', 'PAUSED_BLOCKED')"
                + " AND F.JOB_GROUP = T.JOB_GROUP AND F.JOB_NAME = T.JOB_NAME))",
            row -> row.getString(1),
            at.group(),
            at.name())
        .isEmpty();
  }

  /** The one change, in the words in which a person approves it. */
  String statement(RowChange change) {
    return "UPDATE "
        + table("TRIGGERS")
        + " SET TRIGGER_STATE = '"
        + change.to()
        + "' WHERE SCHED_NAME = '"
        + scheduler
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
  boolean change(RowChange change) {
    return on(
        connection -> {
          boolean auto = connection.getAutoCommit();
          connection.setAutoCommit(false);
          boolean made;
          try {
            lock(connection);
            made = !held(connection, change.at()) && update(connection, change);
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

  /** A store that is not clustered has no such row; its scheduler locks in memory. */
  private void lock(Connection connection) throws SQLException {
    list(
        connection,
        "SELECT LOCK_NAME FROM "
            + table("LOCKS")
            + " WHERE SCHED_NAME = ? AND LOCK_NAME = 'TRIGGER_ACCESS' FOR UPDATE",
        row -> row.getString(1));
  }

  private boolean update(Connection connection, RowChange change) throws SQLException {
    String sql =
        "UPDATE "
            + table("TRIGGERS")
            + " SET TRIGGER_STATE = ? WHERE SCHED_NAME = ? AND TRIGGER_GROUP = ?"
            + " AND TRIGGER_NAME = ? AND TRIGGER_STATE = ? AND NEXT_FIRE_TIME = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(SECONDS);
      statement.setString(1, change.to());
      statement.setString(2, scheduler);
      statement.setString(3, change.at().group());
      statement.setString(4, change.at().name());
      statement.setString(5, change.from().state());
      statement.setLong(6, change.from().next());
      return statement.executeUpdate() == 1;
    }
  }

  private interface Read<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> list(Connection connection, String sql, Read<T> read, String... more)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(SECONDS);
      statement.setMaxRows(MOST);
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

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T on(Work<T> work) {
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
