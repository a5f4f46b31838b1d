package io.healing.quartz;

import io.healing.postgres.Database;
import io.healing.postgres.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Quartz's tables in a real database, one for all tests of a JVM; each has its own scheduler. */
final class JdbcStore {
  private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

  private JdbcStore() {}

  /** Made once. */
  private static final class Made {
    static final Database ONE = made();
  }

  private static Database made() {
    Database database = Postgres.database();
    database.execute(tables(TABLES));
    return database;
  }

  /** Quartz's own statements that make its tables. */
  static String tables(String resource) {
    try (InputStream tables = JdbcStore.class.getResourceAsStream(resource)) {
      return new String(tables.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Quartz's own tables cannot be read", e);
    }
  }

  /** The same tables once more, with other names. */
  static void alsoWith(String prefix) {
    String ours = tables(TABLES);
    int dot = prefix.indexOf('.');
    if (dot > 0) {
      String schema = prefix.substring(0, dot);
      ours = "CREATE SCHEMA IF NOT EXISTS " + schema + ";SET search_path = " + schema + ";" + ours;
    }
    database().execute(ours.replaceAll("(?i)QRTZ_", prefix.substring(dot + 1)));
  }

  static Database database() {
    return Made.ONE;
  }

  /** Looks often, and does not take a start of an hour ago for a misfire. */
  static Properties settings(Properties settings, String instance, Database in) {
    settings.setProperty("org.quartz.scheduler.instanceId", instance);
    settings.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    settings.setProperty(
        "org.quartz.jobStore.driverDelegateClass",
        "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    settings.setProperty("org.quartz.jobStore.isClustered", "true");
    settings.setProperty("org.quartz.jobStore.clusterCheckinInterval", "1000");
    settings.setProperty("org.quartz.jobStore.misfireThreshold", "7200000");
    settings.setProperty("org.quartz.jobStore.dataSource", "jobs");
    settings.setProperty("org.quartz.dataSource.jobs.provider", "hikaricp");
    settings.setProperty("org.quartz.dataSource.jobs.driver", "org.postgresql.Driver");
    settings.setProperty("org.quartz.dataSource.jobs.URL", in.url());
    settings.setProperty("org.quartz.dataSource.jobs.user", in.user());
    settings.setProperty("org.quartz.dataSource.jobs.password", in.password());
    settings.setProperty("org.quartz.dataSource.jobs.maxConnections", "5");
    return settings;
  }
}
