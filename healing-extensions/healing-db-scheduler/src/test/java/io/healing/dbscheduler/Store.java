package io.healing.dbscheduler;

import io.healing.postgres.Database;
import io.healing.postgres.Postgres;

/** The table of a scheduler in PostgreSQL, as db-scheduler's own documentation has it. */
final class Store {
  private static final String ZONED = "timestamptz";

  private Store() {}

  /** A new database with an empty table. */
  static Database database() {
    return of(ZONED);
  }

  /** The same with times of that type. */
  static Database of(String times) {
    Database database = Postgres.database();
    database.execute(table(DbSchedulerRunner.TABLE, times));
    return database;
  }

  /** One more empty table. */
  static void add(Database database, String table) {
    database.execute(table(table, ZONED));
  }

  private static String table(String name, String times) {
    return ("CREATE TABLE " + name + " (task_name text NOT NULL, task_instance text NOT NULL,")
        + (" task_data bytea, execution_time " + times + " NOT NULL, picked boolean NOT NULL,")
        + (" picked_by text, last_success " + times + ", last_failure " + times + ",")
        + (" consecutive_failures int, last_heartbeat " + times + ", version bigint NOT NULL,")
        + " priority smallint, PRIMARY KEY (task_name, task_instance))";
  }
}
