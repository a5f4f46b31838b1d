package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.Told;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.ManualHealing;
import io.healing.postgres.Database;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Columns that know no zone, kept in UTC, in programs that live east and west of it. PostgreSQL's
 * {@code timestamp} stands for those of MySQL and SQL Server.
 */
@Timeout(90)
class ZonelessTest {
  private static final String EAST = "Pacific/Auckland";
  private static final String WEST = "America/Los_Angeles";
  private static final String ROW =
      "SELECT task_name || ' ' || task_instance || ' ' || encode(task_data, 'hex') || ' '"
          + " || execution_time || ' ' || picked || ' ' || coalesce(priority, -1) FROM scheduled_tasks";

  @TempDir Path home;

  private final AtomicInteger runs = new AtomicInteger();
  private final TimeZone before = TimeZone.getDefault();
  private Database database;
  private Rig rig;

  @AfterEach
  void stop() {
    rig.shutDown();
    TimeZone.setDefault(before);
  }

  private void in(String zone) {
    in(zone, "timestamp");
  }

  private void in(String zone, String column) {
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    database = Store.of(column);
    rig = new Rig(database, "one", SchedulerBuilder::alwaysPersistTimestampInUTC);
    rig.scheduler().start();
  }

  private ManualHealing healing(SqliteHealingStore store) {
    return Healing.builder()
        .store(store)
        .runner(rig.runner().withStore(database.source(), DbSchedulerRunner.TABLE))
        .manual(Instant.now());
  }

  @ParameterizedTest
  @ValueSource(strings = {EAST, WEST})
  void whatIsDueInAnHourIsNeitherLateNorMissedAndIsToldSo(String zone) {
    in(zone);
    Instant soon = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
    String job = rig.job("backup", runs::incrementAndGet);
    rig.scheduler().reschedule(KnownTasks.recurring(job), soon);
    database.execute(
        "UPDATE scheduled_tasks SET picked = false, last_heartbeat = null, last_success ="
            + " timezone('UTC', now() - interval '1 hour')");
    try (SqliteHealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing healing = healing(store)) {
      Watched.looks(healing, 10);

      JobStanding standing = rig.adapter().standings().get(0);
      assertThat(standing.next()).isEqualTo(soon);
      assertThat(standing.previous())
          .isBetween(Instant.now().minusSeconds(3_660), Instant.now().minusSeconds(3_500));
      assertThat(healing.healing().admin().incidents()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamp", "timestamp(0)"})
  void anOrderRunsTheJobOnceAndItsRunIsKnownAsOursHoweverTheColumnRounds(String column) {
    in(WEST, column);
    Told told = new Told();
    rig.adapter().join(told);
    String job = rig.job("backup", runs::incrementAndGet);
    long promised = rig.row(job).getExecutionTime().toEpochMilli();

    assertThat(rig.adapter().run(job, "missed-" + promised)).isTrue();

    Watched.until(() -> told.ended(job).size() == 1);
    assertThat(told.ended(job).get(0).start().trigger()).isEqualTo(RunTrigger.HEALING);
    assertThat(runs).hasValue(1);
  }

  @Test
  void whatWaitsIsToldWithHowLong() {
    in(EAST);
    rig.scheduler().pause();
    String job = rig.job("backup", runs::incrementAndGet);
    rig.scheduler()
        .reschedule(KnownTasks.recurring(job), Instant.now().minus(Duration.ofMinutes(40)));
    try (SqliteHealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing healing = healing(store)) {
      assertThat(Watched.told(healing, "db_scheduler.waiting").message()).contains("since 40 min");
    }
  }

  /** It would be put back by half a day too early or too late, or not be cancelled at all. */
  @ParameterizedTest
  @ValueSource(strings = {EAST, WEST})
  void anExecutionIsCancelledByApprovalAndPutBackAtTheSameMoment(String zone) {
    in(zone);
    database.execute(
        "INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked,"
            + " version, priority) VALUES ('renamed', '7', '\\xacedff00',"
            + " timezone('UTC', now() - interval '1 hour'), false, 4, 70)");
    String row = database.ask(ROW);
    try (SqliteHealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing healing = healing(store)) {
      Watched.told(healing, "db_scheduler.unresolved");
      Watched.until(() -> !cancels(healing).isEmpty());
      HealingAdmin admin = healing.healing().admin();
      admin.approve(cancels(healing).get(0), "anna");
      Watched.looks(healing, 3);
      assertThat(database.ask("SELECT count(*) FROM scheduled_tasks")).isEqualTo("0");

      admin.rollback(admin.actions().get(0).row().id(), "anna");
      Watched.looks(healing, 3);

      assertThat(database.ask(ROW)).isEqualTo(row);
      assertThat(database.ask("SELECT count(*) FROM scheduled_tasks")).isEqualTo("1");
    }
  }

  /** One who keeps them otherwise could not have an execution put back as it was. */
  @Test
  void anExecutionWhoseTimesAreKeptInAThirdWayIsNotEvenPlannedToBeCancelled() {
    TimeZone.setDefault(TimeZone.getTimeZone(WEST));
    database = Store.of("timestamptz");
    rig = new Rig(database, "one", builder -> builder.jdbcCustomization(new HourLater()));
    Wish wish = new Wish("once", "1", Instant.parse("2030-01-01T00:00:00Z"));
    rig.scheduler().scheduleIfNotExists(new TaskInstance<String>("once", "1"), wish.time());
    Rows rows = new Rows(database.source(), DbSchedulerRunner.TABLE, rig.scheduler());

    assertThatThrownBy(() -> rows.find(wish))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("are not read here as its scheduler reads them");
    Image before = Image.of("no data\n\u00ff".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> rows.put(wish, before)).isInstanceOf(HealingException.class);
    assertThat(database.ask("SELECT count(*) FROM scheduled_tasks")).isEqualTo("1");
  }

  /** Writes what is an hour later. */
  private static final class HourLater extends PostgreSqlJdbcCustomization {
    HourLater() {
      super(false, false);
    }

    @Override
    public void setInstant(PreparedStatement statement, int index, Instant value)
        throws SQLException {
      super.setInstant(statement, index, value == null ? null : value.plusSeconds(3_600));
    }

    @Override
    public Instant getInstant(ResultSet rows, String column) throws SQLException {
      Instant later = super.getInstant(rows, column);
      return later == null ? null : later.minusSeconds(3_600);
    }
  }

  private static List<SuggestionEntry> cancels(ManualHealing healing) {
    healing.tick(Watched.LOOK);
    return healing.healing().admin().suggestions(SuggestionStatus.PENDING).stream()
        .filter(one -> one.row().title().startsWith("Cancel execution"))
        .toList();
  }
}
