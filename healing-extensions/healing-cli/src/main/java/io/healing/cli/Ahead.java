package io.healing.cli;

import io.healing.core.config.Configuration;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what nearly every call needs while the arguments are still read: the database driver with
 * its native part, and what reads a configuration. Each is used once on nothing.
 */
final class Ahead {
  private Ahead() {}

  /** Begins to load, beside the caller. */
  static void load() {
    begin("healing-driver", Ahead::driver);
    begin("healing-reader", Ahead::reader);
  }

  private static void begin(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Whoever opens a database loads the driver again then, and tells why it cannot be loaded. */
  private static void driver() {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA table_list")) {
      rows.next();
    } catch (Exception | LinkageError e) {
      Logger log = LoggerFactory.getLogger(Ahead.class);
      log.debug("The database driver could not be loaded ahead", e);
    }
  }

  private static void reader() {
    Configuration.parse("environment: { directories: [a] }", Path.of("healing.yaml"));
  }
}
