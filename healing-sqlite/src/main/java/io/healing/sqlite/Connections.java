package io.healing.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** Opens connections; foreign keys are enforced on each of them. */
final class Connections {
  private final Place place;
  private final SqliteSettings settings;

  Connections(Place place, SqliteSettings settings) {
    this.place = place;
    this.settings = settings;
  }

  /** One connection that writes. It never makes the file. */
  Connection writer() throws SQLException {
    SQLiteConfig config = config();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    Connection connection = source(config, "").getConnection();
    bound(connection);
    return connection;
  }

  /** One connection that only reads. */
  Connection reader() throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return source(config, suffix()).getConnection();
  }

  /** Several connections that only read. */
  HikariDataSource readers() throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(source(config, suffix()));
    pool.setReadOnly(true);
    pool.setPoolName("healing-sqlite");
    pool.setMaximumPoolSize(settings.readers());
    pool.setMaxLifetime(0);
    pool.setIdleTimeout(0);
    pool.setKeepaliveTime(0);
    return new HikariDataSource(pool);
  }

  private SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setBusyTimeout((int) settings.busyTimeout().toMillis());
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    return config;
  }

  private SQLiteDataSource source(SQLiteConfig config, String suffix) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:file:" + encoded(place.file()) + suffix);
    return source;
  }

  /**
   * A database in write-ahead mode whose directory cannot be written can only be read as one that
   * nobody writes.
   */
  private String suffix() throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    try (Connection trial = source(config, "").getConnection()) {
      journalMode(trial);
      new Shape(trial).tables();
      return "";
    } catch (SQLException e) {
      if (Faults.unreadable(e) && !walWaits()) {
        return "?immutable=1";
      }
      throw e;
    }
  }

  private boolean walWaits() {
    Path wal = place.file().resolveSibling(place.file().getFileName() + "-wal");
    return wal.toFile().length() > 0;
  }

  private void bound(Connection connection) throws SQLException {
    if (settings.maxBytes() > 0) {
      try (Statement statement = connection.createStatement()) {
        long pages = settings.maxBytes() / pageSize(statement);
        statement.execute("PRAGMA max_page_count = " + pages);
      }
    }
  }

  private static long pageSize(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA page_size")) {
      return row.next() ? row.getLong(1) : 4_096;
    }
  }

  /** As SQLite reads a name that may have parameters. */
  private static String encoded(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23");
  }

  /** The mode of the journal, in lower case. */
  static String journalMode(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA journal_mode")) {
      return row.next() ? row.getString(1).toLowerCase(Locale.ROOT) : "";
    }
  }
}
