package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.healing.quartz.Rows.TriggerAt;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Properties;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.utils.DBConnectionManager;

/** Databases that know other statements than PostgreSQL; HSQLDB has no FOR UPDATE for a lock. */
@Timeout(60)
class OtherDatabasesTest {
  private static final String STORE = "org.quartz.impl.jdbcjobstore.";

  private static QuartzRig rig(String name, String url, String delegate) throws Exception {
    Properties settings =
        JdbcStore.settings(QuartzRig.settings(name), "here", JdbcStore.database());
    settings.setProperty("org.quartz.jobStore.driverDelegateClass", STORE + delegate);
    settings.setProperty("org.quartz.jobStore.isClustered", "true");
    settings.setProperty("org.quartz.jobStore.lockHandler.class", STORE + "UpdateLockRowSemaphore");
    settings.setProperty("org.quartz.dataSource.jobs.URL", url);
    settings.setProperty("org.quartz.dataSource.jobs.user", "SA");
    settings.setProperty("org.quartz.dataSource.jobs.password", "");
    settings.setProperty(
        "org.quartz.dataSource.jobs.driver", DriverManager.getDriver(url).getClass().getName());
    return QuartzRig.alone(settings);
  }

  private static void execute(Connection on, String statements) throws SQLException {
    try (Statement statement = on.createStatement()) {
      for (String one : statements.replaceAll("(?m)^\\s*(--|//).*$", "").split(";")) {
        if (!one.isBlank()) {
          statement.execute(one);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:mem:other;DB_CLOSE_DELAY=-1, tables_h2.sql, StdJDBCDelegate",
    "jdbc:hsqldb:mem:other, tables_hsqldb.sql, HSQLDBDelegate"
  })
  void aStuckTriggerIsSetFreeAndTheJobsAreTold(String url, String tables, String delegate)
      throws Exception {
    String name = "other-" + System.nanoTime();
    try (Connection connection = DriverManager.getConnection(url, "SA", "")) {
      execute(connection, JdbcStore.tables("/org/quartz/impl/jdbcjobstore/" + tables));
      QuartzRig rig = rig(name, url, delegate);
      try {
        rig.job("report", () -> {});
        execute(
            connection,
            "UPDATE QRTZ_TRIGGERS SET TRIGGER_STATE = 'ACQUIRED', NEXT_FIRE_TIME = 1000");
        Rows rows =
            new Rows(
                new Tables(
                    () -> DBConnectionManager.getInstance().getConnection("jobs"), name, "QRTZ_"),
                new DatabaseClock(InstantSource.system()));
        TriggerAt at = new TriggerAt("DEFAULT", "report");
        RowChange change = new RowChange(at, new RowChange.State("ACQUIRED", 1_000), "WAITING");

        assertThat(rows.look().now()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
        assertThat(rows.look().taken()).hasSize(1);
        assertThat(rows.readOnly()).isFalse();
        assertThat(rows.change(change)).isTrue();
        assertThat(rows.state(at)).contains(new RowChange.State("WAITING", 1_000));
        assertThat(rows.change(change.reverse())).isTrue();
        assertThat(rig.adapter().standings())
            .singleElement()
            .satisfies(one -> assertThat(one.next()).isEqualTo(Instant.ofEpochMilli(1_000)));
      } finally {
        rig.shutDown();
      }
    }
  }
}
