package io.healing.sqlite;

import io.healing.api.config.LogLevel;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

/**
 * How a database is used. Immutable; {@link #defaults()} and the withers build it.
 *
 * @param busyTimeout how long one attempt waits for another program's write, 1 ms to 10 min; three
 *     attempts are made
 * @param zone the zone of times that another program stored without one
 * @param hostSchemaVersion whether the table {@code schema_version} is the host's and must be
 *     honoured: 7 or more, and 8 once our tables are there
 * @param readers how many connections read at the same time, 1 to 16
 * @param maxBytes how large the database may grow, 1 MiB or more; 0 for no bound
 * @param logLevel the store logs nothing below this level, until {@link SqliteHealingStore#logFrom}
 *     says another
 */
public record SqliteSettings(
    Duration busyTimeout,
    ZoneId zone,
    boolean hostSchemaVersion,
    int readers,
    long maxBytes,
    LogLevel logLevel) {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final int MOST_READERS = 16;
  private static final long LEAST_BYTES = 1L << 20;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when a value is outside of them
   */
  public SqliteSettings {
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(logLevel, "logLevel");
    if (busyTimeout.toMillis() < 1 || busyTimeout.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException(
          "The busy timeout must be 1 ms to 10 min, but is " + busyTimeout);
    }
    if (readers < 1 || readers > MOST_READERS) {
      throw new IllegalArgumentException("There must be 1 to 16 readers, but there are " + readers);
    }
    if (maxBytes != 0 && maxBytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "The largest size must be 1048576 bytes or more, or 0 for no bound, but is " + maxBytes);
    }
  }

  /**
   * Waits 10 s at a time, the system's zone, no host's version, 3 readers, no bound in size, all is
   * logged.
   */
  public static SqliteSettings defaults() {
    return new SqliteSettings(
        Duration.ofSeconds(10), ZoneId.systemDefault(), false, 3, 0, LogLevel.DEBUG);
  }

  /** With another time to wait. */
  public SqliteSettings withBusyTimeout(Duration next) {
    return new SqliteSettings(next, zone, hostSchemaVersion, readers, maxBytes, logLevel);
  }

  /** With another zone of times without one. */
  public SqliteSettings withZone(ZoneId next) {
    return new SqliteSettings(busyTimeout, next, hostSchemaVersion, readers, maxBytes, logLevel);
  }

  /** With the host's {@code schema_version} honoured, or not. */
  public SqliteSettings withHostSchemaVersion(boolean next) {
    return new SqliteSettings(busyTimeout, zone, next, readers, maxBytes, logLevel);
  }

  /** With another number of readers. */
  public SqliteSettings withReaders(int next) {
    return new SqliteSettings(busyTimeout, zone, hostSchemaVersion, next, maxBytes, logLevel);
  }

  /** With another largest size. */
  public SqliteSettings withMaxBytes(long next) {
    return new SqliteSettings(busyTimeout, zone, hostSchemaVersion, readers, next, logLevel);
  }

  /** With another level from which on the store logs. */
  public SqliteSettings withLogLevel(LogLevel next) {
    return new SqliteSettings(busyTimeout, zone, hostSchemaVersion, readers, maxBytes, next);
  }
}
