package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database's moment is the database's, whatever zone its session has. */
class DatabaseClockTest {
  private static final String ZONED = "SELECT CURRENT_TIMESTAMP";
  private static final String WITHOUT_ZONE = "SELECT CURRENT_TIMESTAMP::timestamp";

  private static Instant read(Connection on, String sql, Duration ahead) throws SQLException {
    Instant here = Instant.now().plus(ahead);
    try (Statement statement = on.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new DatabaseClock(InstantSource.fixed(here)).read(row, 1);
    }
  }

  private static Connection postgres(String zone) throws SQLException {
    Connection connection = JdbcStore.database().source().getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TIME ZONE '" + zone + "'");
    }
    return connection;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UTC", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati", "Etc/GMT+12"})
  void aTimestampWithoutAZoneIsTheMomentInWhateverZoneTheServerIs(String zone) throws Exception {
    try (Connection connection = postgres(zone)) {
      assertThat(read(connection, WITHOUT_ZONE, Duration.ZERO))
          .isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
      assertThat(read(connection, ZONED, Duration.ZERO))
          .isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
    }
  }

  /** It is the database's time all the same: our clock tells only which zone is meant. */
  @ParameterizedTest
  @ValueSource(longs = {-400, 400})
  void ourOwnClockDoesNotMoveIt(long seconds) throws Exception {
    try (Connection connection = postgres("Asia/Kathmandu")) {
      assertThat(read(connection, WITHOUT_ZONE, Duration.ofSeconds(seconds)))
          .isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
      assertThat(read(connection, ZONED, Duration.ofSeconds(100 * seconds)))
          .isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
    }
  }

  @Test
  void h2AndHsqldbTellAZone() throws Exception {
    for (String url : new String[] {"jdbc:h2:mem:clock", "jdbc:hsqldb:mem:clock"}) {
      try (Connection connection = DriverManager.getConnection(url)) {
        String sql = url.contains("hsqldb") ? "VALUES (CURRENT_TIMESTAMP)" : ZONED;
        assertThat(read(connection, sql, Duration.ofDays(1)))
            .as(url)
            .isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
      }
    }
  }
}
