package io.healing.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.environment.DoctorEntry;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorState;
import io.healing.core.EnvironmentDoctor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of a database as a whole. */
class TogetherAndLeftOutTest {
  @TempDir Path base;

  @BeforeEach
  void declare() throws Exception {
    Files.writeString(
        base.resolve("healing.yaml"),
        "environment: { databases: [{ path: app.db, schema: schema.sql }] }");
    Files.writeString(
        base.resolve("schema.sql"),
        "CREATE TABLE t (id INTEGER PRIMARY KEY, vv INTEGER AS (s + 1), s INTEGER DEFAULT 3);"
            + "CREATE TABLE databasechangelog (id, later);");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1);"
              + "CREATE TABLE databasechangelog (id);");
    }
  }

  private Path file() {
    return base.resolve("app.db");
  }

  private EnvironmentDoctor doctor() {
    return EnvironmentDoctor.of(base.resolve("healing.yaml"));
  }

  private static List<DoctorEntry> of(DoctorReport report, DoctorState state) {
    return report.entries().stream().filter(entry -> entry.state() == state).toList();
  }

  @Test
  void columnsThatNeedEachOtherAreMendedAtOnceAndTheDryRunSaysSo() {
    DoctorReport dry = doctor().check();
    assertThat(of(dry, DoctorState.CAN_BE_FIXED))
        .extracting(DoctorEntry::place)
        .containsExactly("app.db#t.s", "app.db#t.vv");

    DoctorReport real = doctor().heal();

    assertThat(real.exitCode()).isZero();
    assertThat(of(real, DoctorState.CHANGED))
        .extracting(DoctorEntry::place)
        .containsExactly("app.db#t.s", "app.db#t.vv");
  }

  @Test
  void aTableThatIsLeftToItsOwnerIsReportedAsSkipped() {
    assertThat(of(doctor().check(), DoctorState.SKIPPED))
        .singleElement()
        .satisfies(entry -> assertThat(entry.place()).isEqualTo("app.db#databasechangelog"))
        .satisfies(entry -> assertThat(entry.message()).startsWith("left out: the table"));
  }
}
