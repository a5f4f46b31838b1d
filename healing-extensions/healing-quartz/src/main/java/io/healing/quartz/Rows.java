package io.healing.quartz;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.quartz.JobKey;

/**
 * The rows of a JDBC store that no method of the scheduler tells of. Only plain columns are read,
 * never a job's data, so one broken row hides no other.
 */
final class Rows {
  private final Tables tables;
  private final DatabaseClock clock;
  private final GuardedUpdate update;

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

  Rows(Tables tables, DatabaseClock clock) {
    this.tables = tables;
    this.clock = clock;
    update = new GuardedUpdate(tables, this::held);
  }

  /** The tables in which they are. */
  Tables tables() {
    return tables;
  }

  /** One look. */
  Sample look() {
    return tables.on(
        connection -> {
          Instant now =
              tables
                  .list(
                      connection,
                      "SELECT COUNT(*), CURRENT_TIMESTAMP FROM "
                          + tables.table("SCHEDULER_STATE")
                          + " WHERE SCHED_NAME = ?",
                      row -> clock.read(row, 2))
                  .get(0);
          return new Sample(now, taken(connection), fired(connection), nodes(connection));
        });
  }

  private List<TriggerRow> taken(Connection connection) throws SQLException {
    return tables.list(
        connection,
        "SELECT TRIGGER_GROUP, TRIGGER_NAME, JOB_GROUP, JOB_NAME, TRIGGER_STATE, NEXT_FIRE_TIME"
            + " FROM "
            + tables.table("TRIGGERS")
            + " WHERE SCHED_NAME = ?"
            + " AND TRIGGER_STATE IN ('ACQUIRED', 'BLOCKED', 'PAUSED_BLOCKED')",
        row -> new TriggerRow(at(row), job(row), row.getString(5), row.getLong(6)));
  }

  private List<FiredRow> fired(Connection connection) throws SQLException {
    return tables.list(
        connection,
        "SELECT TRIGGER_GROUP, TRIGGER_NAME, JOB_GROUP, JOB_NAME, INSTANCE_NAME, STATE FROM "
            + tables.table("FIRED_TRIGGERS")
            + " WHERE SCHED_NAME = ?",
        row -> new FiredRow(at(row), job(row), row.getString(5), row.getString(6)));
  }

  private List<NodeRow> nodes(Connection connection) throws SQLException {
    return tables.list(
        connection,
        "SELECT INSTANCE_NAME, LAST_CHECKIN_TIME FROM "
            + tables.table("SCHEDULER_STATE")
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
    return tables.on(
        connection ->
            tables
                .list(
                    connection,
                    "SELECT INSTANCE_NAME FROM "
                        + tables.table("FIRED_TRIGGERS")
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
    return tables.on(connection -> state(connection, at));
  }

  private Optional<RowChange.State> state(Connection connection, TriggerAt at) throws SQLException {
    return tables
        .list(
            connection,
            "SELECT TRIGGER_STATE, NEXT_FIRE_TIME FROM "
                + tables.table("TRIGGERS")
                + " WHERE SCHED_NAME = ? AND TRIGGER_GROUP = ? AND TRIGGER_NAME = ?",
            row -> new RowChange.State(row.getString(1), row.getLong(2)),
            at.group(),
            at.name())
        .stream()
        .findFirst();
  }

  /** Whether an instance has the trigger, or runs the job for which it waits. */
  boolean held(TriggerAt at) {
    return tables.on(connection -> held(connection, at));
  }

  private boolean held(Connection connection, TriggerAt at) throws SQLException {
    return !tables
        .list(
            connection,
            "SELECT F.ENTRY_ID FROM "
                + tables.table("FIRED_TRIGGERS")
                + " F, "
                + tables.table("TRIGGERS")
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
    return update.statement(change);
  }

  /**
   * Makes the change when the row still is as it says and nobody has the trigger.
   *
   * @return whether it was made
   * @throws IllegalStateException when it is not known whether it was made
   */
  boolean change(RowChange change) {
    return update.make(change);
  }

  /** Whether nothing can be written on the connections to the store. */
  boolean readOnly() {
    return tables.on(Connection::isReadOnly);
  }
}
