package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.healing.api.HealingException;
import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.ManualHealing;
import io.healing.postgres.Database;
import io.healing.sqlite.SqliteHealingStore;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two schedulers on two tables in one program, each healed by its own runner. */
@Timeout(90)
class SeveralSchedulersTest {
  private static final String ORDERS = "orders_tasks";

  @TempDir Path home;

  private final AtomicInteger plainRuns = new AtomicInteger();
  private final AtomicInteger orderRuns = new AtomicInteger();
  private final Database database = Store.database();
  private Rig plain;
  private Rig orders;
  private SqliteHealingStore store;

  @BeforeEach
  void start() {
    Store.add(database, ORDERS);
    plain = Rig.started(database, "one");
    orders = new Rig(database, "two", builder -> builder.tableName(ORDERS));
    orders.scheduler().start();
    store = SqliteHealingStore.open(home.resolve("healing.db"));
  }

  @AfterEach
  void stop() {
    store.close();
    plain.shutDown();
    orders.shutDown();
  }

  private static JobConfig healed(String job) {
    return JobConfig.of(JobDefinition.of(job).withStartGrace(Duration.ofMinutes(2)))
        .withSelfHealing(SelfHealingConfig.defaults().withEnabled(true));
  }

  private DbSchedulerRunner named() {
    return orders.runner().withName("Big Orders").withStore(database.source(), ORDERS);
  }

  private ManualHealing healing() {
    return Healing.builder()
        .store(store)
        .job(healed("prices"))
        .job(healed("report"))
        .runner(plain.runner().withStore(database.source(), DbSchedulerRunner.TABLE))
        .runner(named())
        .manual(Instant.now());
  }

  private static void failOnce(AtomicInteger runs) {
    if (runs.incrementAndGet() == 1) {
      throw new UncheckedIOException(new SocketTimeoutException("Read timed out"));
    }
  }

  private static boolean ticked(ManualHealing healing, int verified) {
    healing.tick(Watched.LOOK);
    return healing.healing().admin().actions().stream()
            .map(done -> done.detail().verification().state())
            .filter(VerificationState.VERIFIED::equals)
            .count()
        == verified;
  }

  @Test
  void aJobOfEachIsRunAgainWhereItIsAndProvenWell() {
    String prices = plain.job("prices", () -> failOnce(plainRuns));
    String report = orders.job("report", () -> failOnce(orderRuns));
    try (ManualHealing healing = healing()) {
      healing.tick(Watched.LOOK);
      plain.fire(prices);
      orders.fire(report);
      Watched.until(() -> plainRuns.get() == 1 && orderRuns.get() == 1);

      Watched.until(() -> ticked(healing, 2));

      assertThat(plainRuns).hasValue(2);
      assertThat(orderRuns).hasValue(2);
      assertThat(healing.healing().admin().actions())
          .extracting(done -> done.row().jobId())
          .containsExactlyInAnyOrder("prices", "report");
    }
  }

  @Test
  void whatWaitsInOneTableIsToldOfItsSchedulerAlone() {
    orders.scheduler().pause();
    String report = orders.job("report", orderRuns::incrementAndGet);
    orders
        .scheduler()
        .reschedule(KnownTasks.recurring(report), Instant.now().minus(Duration.ofHours(1)));
    try (ManualHealing healing = healing()) {
      Watched.told(healing, "db_scheduler.waiting");

      assertThat(Watched.open(healing, "db_scheduler.waiting"))
          .singleElement()
          .satisfies(
              told ->
                  assertThat(told.subject().name())
                      .isEqualTo("@component/db-scheduler:Big Orders"));
    }
  }

  private static List<SuggestionEntry> cancels(ManualHealing healing) {
    healing.tick(Watched.LOOK);
    return healing.healing().admin().suggestions(SuggestionStatus.PENDING).stream()
        .filter(one -> one.row().title().startsWith("Cancel execution"))
        .toList();
  }

  @Test
  void anExecutionIsCancelledAndPutBackInItsOwnTableOnly() {
    String due = "now() - interval '1 hour', false, 1)";
    String insert =
        " (task_name, task_instance, execution_time, picked, version) VALUES ('renamed', '7', ";
    database.execute("INSERT INTO " + ORDERS + insert + due);
    plain
        .scheduler()
        .scheduleIfNotExists(
            new TaskInstance<>("retried", "7", "x"), Instant.now().plus(Duration.ofDays(1)));
    try (ManualHealing healing = healing()) {
      Watched.told(healing, "db_scheduler.unresolved");
      Watched.until(() -> !cancels(healing).isEmpty());
      Watched.looks(healing, 3);
      SuggestionEntry only = cancels(healing).get(0);
      assertThat(cancels(healing)).as("not of the other scheduler too").hasSize(1);
      assertThat(only.detail().plan().request().target())
          .hasToString("db-scheduler-big-orders:renamed/7");

      HealingAdmin admin = healing.healing().admin();
      admin.approve(only, "anna");
      Watched.looks(healing, 3);
      assertThat(database.ask("SELECT count(*) FROM " + ORDERS)).isEqualTo("0");
      assertThat(database.ask("SELECT count(*) FROM scheduled_tasks")).isEqualTo("1");

      ActionEntry done = admin.actions().get(0);
      admin.rollback(done.row().id(), "anna");
      Watched.looks(healing, 3);
      assertThat(database.ask("SELECT task_instance FROM " + ORDERS)).isEqualTo("7");
    }
  }

  @Test
  void oneWithoutANameKeepsItsIdsAndANamedOneHasItsNameInAll() {
    assertThat(plain.runner().runner()).isEqualTo("db-scheduler");
    assertThat(plain.runner().id()).isEqualTo("db-scheduler.scheduler");
    assertThat(named().runner()).isEqualTo("db-scheduler:Big Orders");
    assertThat(named().id()).isEqualTo("db-scheduler.big-orders");
    assertThat(named().plugins())
        .allSatisfy(part -> assertThat(part.id()).startsWith("db-scheduler.big-orders."));
    assertThat(orders.runner().withClock(Instant::now).withName("a").withClock(Instant::now).id())
        .isEqualTo("db-scheduler.a");
    for (String wrong : List.of(" ", "a\nb", "x".repeat(101))) {
      assertThatThrownBy(() -> plain.runner().withName(wrong))
          .isInstanceOf(HealingException.class)
          .hasMessageContaining("1 to 100 printable");
    }
  }

  @Test
  void twoOfOneNameAreRefusedWithIt() {
    var both = Healing.builder().runner(plain.runner()).runner(orders.runner());

    assertThatThrownBy(() -> both.manual(Instant.now()))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("db-scheduler.scheduler");
  }
}
