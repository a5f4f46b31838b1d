package io.healing.quartz;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What time it is for the database of a store. Where its CURRENT_TIMESTAMP has a zone, the moment
 * is exact. Where it has none (MySQL, SQL Server, DB2), the driver takes it for the time of a zone
 * that need not be the server's; zones are whole quarters of an hour apart, so what is nearest to
 * our own time is meant. That is the database's time as long as the two clocks are less than seven
 * minutes apart; instances of a cluster must not be more than a second apart.
 */
final class DatabaseClock {
  private static final long QUARTER = Duration.ofMinutes(15).toMillis();

  private final InstantSource here;
  private final UnaryOperator<Instant> believed;

  DatabaseClock(InstantSource here) {
    this(here, UnaryOperator.identity());
  }

  /**
   * One that is held.
   *
   * @param believed turns what the clock of the database says into what is believed
   */
  DatabaseClock(InstantSource here, UnaryOperator<Instant> believed) {
    this.here = here;
    this.believed = believed;
  }

  /** The moment in this column, which is CURRENT_TIMESTAMP. */
  Instant read(ResultSet row, int column) throws SQLException {
    Instant told = row.getTimestamp(column).toInstant();
    return believed.apply(zoned(row.getMetaData(), column) ? told : nearest(told));
  }

  private static boolean zoned(ResultSetMetaData of, int column) throws SQLException {
    String name = of.getColumnTypeName(column).toLowerCase(Locale.ROOT);
    return of.getColumnType(column) == Types.TIMESTAMP_WITH_TIMEZONE
        || name.equals("timestamptz")
        || name.contains("with time zone");
  }

  private Instant nearest(Instant told) {
    long apart = Duration.between(here.instant(), told).toMillis();
    return told.minusMillis(Math.floorDiv(apart + QUARTER / 2, QUARTER) * QUARTER);
  }
}
