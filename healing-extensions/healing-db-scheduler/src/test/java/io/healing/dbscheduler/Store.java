package io.healing.dbscheduler;

import io.healing.postgres.Database;
import io.healing.postgres.Postgres;

/** The table of a scheduler in PostgreSQL, as db-scheduler's own documentation has it. */
final class Store {
  private static final String TABLE =
      "CREATE TABLE scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL,"
          + " task_data bytea, execution_time timestamptz NOT NULL, picked boolean NOT NULL,"
          + " picked_by text, last_success timestamptz, last_failure timestamptz,"
          + " consecutive_failures int, last_heartbeat timestamptz, version bigint NOT NULL,"
          + " priority smallint, PRIMARY KEY (task_name, task_instance))";

  private Store() {}

  /** A new database with an empty table. */
  static Database database() {
    Database database = Postgres.database();
    database.execute(TABLE);
    return database;
  }
}
