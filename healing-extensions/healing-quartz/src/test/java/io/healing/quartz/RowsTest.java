package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.PlanRequest;
import io.healing.api.review.SuggestionSeverity;
import io.healing.postgres.Database;
import io.healing.quartz.Rows.TriggerAt;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A row is changed by the one guarded update, as Quartz itself would change it, or not at all. */
@Timeout(60)
class RowsTest {
  private static final RowChange CHANGE =
      new RowChange(
          new TriggerAt("DEFAULT", "report"), new RowChange.State("ACQUIRED", 1_000), "WAITING");

  private final String cluster = "rows-" + System.nanoTime();
  private final Database database = JdbcStore.database();
  private final Rows rows = rows(() -> database.source().getConnection());
  private QuartzRig rig;

  private Rows rows(Tables.Connections connections) {
    return new Rows(
        new Tables(connections, cluster, QuartzRunner.TABLE_PREFIX),
        new DatabaseClock(InstantSource.system()));
  }

  @BeforeEach
  void start() throws Exception {
    rig = QuartzRig.instance(cluster, "here");
    rig.job("report", () -> {});
    rig.job("other", () -> {});
    set("ACQUIRED", 1_000);
  }

  @AfterEach
  void stop() throws Exception {
    rig.shutDown();
  }

  private String here() {
    return " WHERE sched_name = '" + cluster + "'";
  }

  /** All triggers. */
  private void set(String state, long next) {
    database.execute(
        "UPDATE qrtz_triggers SET trigger_state = '"
            + state
            + "', next_fire_time = "
            + next
            + here());
  }

  private String states() {
    return database.ask(
        "SELECT string_agg(trigger_name || ' ' || trigger_state || ' ' || next_fire_time, ', '"
            + " ORDER BY trigger_name DESC) FROM qrtz_triggers"
            + here());
  }

  /** As an instance of the cluster does that takes the trigger. */
  private String taking() {
    return "INSERT INTO qrtz_fired_triggers (sched_name, entry_id, trigger_name, trigger_group,"
        + " instance_name, fired_time, sched_time, priority, state) VALUES ('"
        + cluster
        + "', 'e1', 'report', 'DEFAULT', 'other', 0, 0, 5, 'ACQUIRED')";
  }

  @Test
  void theOneRowIsChangedAndOnlyOnce() {
    assertThat(rows.change(CHANGE)).isTrue();
    assertThat(states()).isEqualTo("report WAITING 1000, other ACQUIRED 1000");
    assertThat(rows.change(CHANGE)).isFalse();

    assertThat(rows.change(CHANGE.reverse())).isTrue();
    assertThat(states()).isEqualTo("report ACQUIRED 1000, other ACQUIRED 1000");
  }

  @Test
  void aRowWhoseStateChangedSinceItWasReadIsLeft() {
    set("BLOCKED", 1_000);

    assertThat(rows.change(CHANGE)).isFalse();
    assertThat(states()).startsWith("report BLOCKED 1000");
  }

  @Test
  void aRowWhoseNextStartChangedSinceItWasReadIsLeft() {
    set("ACQUIRED", 2_000);

    assertThat(rows.change(CHANGE)).isFalse();
    assertThat(states()).startsWith("report ACQUIRED 2000");
  }

  @Test
  void aTriggerThatAnInstanceHasIsLeft() {
    database.execute(taking());

    assertThat(rows.change(CHANGE)).isFalse();
    assertThat(states()).startsWith("report ACQUIRED 1000");
  }

  @Test
  void aChangeWaitsForTheLockOfQuartzAndSeesWhatWasDoneUnderIt() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try (Connection quartz = database.source().getConnection()) {
      quartz.setAutoCommit(false);
      String lock = "SELECT lock_name FROM qrtz_locks" + here() + " AND lock_name = ";
      execute(quartz, lock + "'TRIGGER_ACCESS' FOR UPDATE");
      Future<Boolean> changed = one.submit(() -> rows.change(CHANGE));
      Node.until(() -> changed.isDone() || waiting());
      execute(quartz, taking());
      quartz.commit();

      assertThat(changed.get()).isFalse();
      assertThat(states()).startsWith("report ACQUIRED 1000");
    } finally {
      one.shutdownNow();
    }
  }

  private boolean waiting() {
    String blocked =
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND datname = current_database()";
    return !database.ask(blocked).equals("0");
  }

  private static void execute(Connection on, String sql) throws SQLException {
    try (Statement statement = on.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A store that is not clustered locks in memory, and has no row for it. */
  @Test
  void withoutARowToLockTheChangeIsGuardedAllTheSame() {
    database.execute("DELETE FROM qrtz_locks" + here());

    assertThat(rows.change(CHANGE)).isTrue();
    assertThat(states()).doesNotContain("report ACQUIRED 1000");
    assertThat(rows.change(CHANGE)).isFalse();
  }

  private PlanRequest asked() {
    return (PlanRequest)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {PlanRequest.class},
            (request, method, arguments) -> CHANGE.wish("quartz"));
  }

  /** Nothing is strictly below the highest bar that can be set. */
  @Test
  void whoeverWishesForItTheChangeIsOfTheHighestRisk() {
    assertThat(new UpdateRow("quartz.scheduler", "quartz", rows).plan(asked()).risk())
        .isEqualTo(SuggestionSeverity.CRITICAL);
  }

  @Test
  void whereTheConnectionsOnlyReadNothingIsPlanned() {
    Rows onlyRead =
        rows(
            () -> {
              Connection connection = database.source().getConnection();
              connection.setReadOnly(true);
              return connection;
            });

    assertThatThrownBy(() -> new UpdateRow("quartz.scheduler", "quartz", onlyRead).plan(asked()))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("DEFAULT.report only read");
  }

  /** For a database now is the beginning of the transaction; a clock of ours would be later. */
  @Test
  void theMomentOfALookIsTheDatabases() throws Exception {
    Connection open = database.source().getConnection();
    open.setAutoCommit(false);
    Instant began = began(open);
    LockSupport.parkNanos(20_000_000);

    assertThat(rows(() -> open).look().now()).isEqualTo(began);
  }

  private static Instant began(Connection on) throws SQLException {
    try (Statement statement = on.createStatement();
        ResultSet row = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
      row.next();
      return row.getTimestamp(1).toInstant();
    }
  }
}
