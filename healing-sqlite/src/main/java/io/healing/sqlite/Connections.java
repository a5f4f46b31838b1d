package io.healing.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
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
  private static final String ONLY_READS = "PRAGMA query_only = 1";

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
    boolean quiet = place.quiet();
    Connection connection = source(reading(quiet), suffix(quiet)).getConnection();
    onlyReads(connection);
    return connection;
  }

  /** Several connections that only read. */
  HikariDataSource readers() throws SQLException {
    boolean quiet = place.quiet();
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(source(reading(quiet), suffix(quiet)));
    pool.setReadOnly(!quiet);
    pool.setConnectionInitSql(ONLY_READS);
    pool.setPoolName("healing-sqlite");
    pool.setMaximumPoolSize(settings.readers());
    pool.setMaxLifetime(0);
    pool.setIdleTimeout(0);
    pool.setKeepaliveTime(0);
    try {
      return new HikariDataSource(pool);
    } catch (HikariPool.PoolInitializationException e) {
      throw new SQLException(e.getMessage(), e.getCause());
    }
  }

  /**
   * A reader that opens a database in write-ahead mode as the first and may not write leaves the
   * files of that mode behind when it closes; one that may takes them away. While nothing waits to
   * be brought into the database, that changes nothing in it.
   */
  private SQLiteConfig reading(boolean quiet) {
    SQLiteConfig config = config();
    if (quiet) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    } else {
      config.setReadOnly(true);
    }
    return config;
  }

  private static void onlyReads(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(ONLY_READS);
    }
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
  private String suffix(boolean quiet) throws SQLException {
    try (Connection trial = source(reading(quiet), "").getConnection()) {
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
    return place.beside("-wal").toFile().length() > 0;
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
