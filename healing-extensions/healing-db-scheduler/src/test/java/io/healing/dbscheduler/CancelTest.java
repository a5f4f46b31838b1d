package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.review.SuggestionBehaviorConfig;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.HealingBuilder;
import io.healing.core.ManualHealing;
import io.healing.postgres.Database;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An execution that nobody can run is cancelled by approval and put back exactly. */
@Timeout(90)
class CancelTest {
  private static final String ROW =
      "SELECT task_name || ' ' || task_instance || ' ' || encode(task_data, 'hex') || ' ' ||"
          + " execution_time || ' ' || picked || ' ' || coalesce(priority, -1) FROM"
          + " scheduled_tasks";

  @TempDir Path home;

  private final Database database = Store.database();
  private Rig rig;
  private HealingStore store;

  @BeforeEach
  void start() {
    rig = Rig.started(database, "one");
    store = SqliteHealingStore.open(home.resolve("healing.db"));
    database.execute(
        "INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked,"
            + " version, priority) VALUES ('renamed', 'order/7', '\\xacedff00',"
            + " now() - interval '1 hour', false, 4, 70)");
  }

  @AfterEach
  void stop() {
    store.close();
    rig.shutDown();
  }

  private Rows rows() {
    return new Rows(database.source(), DbSchedulerRunner.TABLE, rig.scheduler());
  }

  private ManualHealing healing() {
    return joined().manual(Instant.now());
  }

  private HealingBuilder joined() {
    return Healing.builder()
        .store(store)
        .runner(rig.runner().withStore(database.source(), DbSchedulerRunner.TABLE));
  }

  private static SuggestionEntry proposed(ManualHealing healing) {
    Watched.told(healing, "db_scheduler.unresolved");
    Watched.until(() -> tickedUntilProposed(healing));
    return cancels(healing).get(0);
  }

  private static boolean tickedUntilProposed(ManualHealing healing) {
    healing.tick(Watched.LOOK);
    return !cancels(healing).isEmpty();
  }

  private static List<SuggestionEntry> cancels(ManualHealing healing) {
    return healing.healing().admin().suggestions(SuggestionStatus.PENDING).stream()
        .filter(one -> one.row().title().startsWith("Cancel execution"))
        .toList();
  }

  @Test
  void itIsGoneAfterApprovalAndAnUndoPutsItBackByteForByte() {
    String before = database.ask(ROW);
    try (ManualHealing healing = healing()) {
      SuggestionEntry entry = proposed(healing);
      assertThat(entry.row().title()).isEqualTo("Cancel execution renamed/order/7");
      Watched.looks(healing, 5);
      assertThat(database.ask(ROW)).isEqualTo(before);

      HealingAdmin admin = healing.healing().admin();
      admin.approve(entry, "anna");
      Watched.looks(healing, 3);

      assertThat(database.ask("SELECT count(*) FROM scheduled_tasks")).isEqualTo("0");
      assertThat(admin.show("a" + admin.actions().get(0).row().id())).doesNotContain("acedff00");
      Watched.looks(healing, 10);
      assertThat(Watched.open(healing, "db_scheduler.unresolved")).isEmpty();

      admin.rollback(admin.actions().get(0).row().id(), "anna");
      Watched.looks(healing, 3);
      assertThat(database.ask(ROW)).isEqualTo(before);
    }
  }

  @Test
  void itIsLeftWhenItChangedAfterTheApproval() {
    try (ManualHealing healing = healing()) {
      SuggestionEntry entry = proposed(healing);
      healing.healing().admin().approve(entry, "anna");
      database.execute("UPDATE scheduled_tasks SET execution_time = now(), version = version + 1");

      Watched.looks(healing, 5);

      assertThat(database.ask("SELECT count(*) FROM scheduled_tasks")).isEqualTo("1");
    }
  }

  @Test
  void whateverIsAllowedItIsCancelledByApprovalOnly() {
    SelfHealingConfig everything =
        SelfHealingConfig.defaults()
            .withEnabled(true)
            .withRemediation(
                HealingRemediationConfig.defaults()
                    .withAllowedActions(List.of(Wish.CANCEL.word(), "restart_job")))
            .withSuggestions(
                SuggestionBehaviorConfig.defaults()
                    .withAutoApply(true)
                    .withMinSeverityForApproval(SuggestionSeverity.CRITICAL));
    String before = database.ask(ROW);
    JobConfig job = JobConfig.of(JobDefinition.of("renamed")).withSelfHealing(everything);
    try (ManualHealing healing = joined().job(job).manual(Instant.now())) {
      proposed(healing);
      Watched.looks(healing, 10);

      assertThat(database.ask(ROW)).isEqualTo(before);
      assertThat(healing.healing().admin().actions()).isEmpty();
    }
  }

  /** Whoever changes it between the last look and the deed owns it. */
  @Test
  void oneThatWasPlannedAnewAtTheLastMomentIsLeft() {
    Rows rows = rows();
    Instant due = Instant.parse("2030-01-01T00:00:00Z");
    Wish wish = new Wish("renamed", "order/7", due);
    ActionPlan plan =
        ActionPlan.of(wish.request(DbSchedulerRunner.PLAIN), "cancel")
            .withImages(rows.find(wish).orElseThrow().image(), Image.absent());
    database.execute("UPDATE scheduled_tasks SET execution_time = now(), version = version + 1");
    String changed = database.ask(ROW);
    CancelExecution remediator = new CancelExecution(DbSchedulerRunner.PLAIN, rows);

    assertThatThrownBy(() -> remediator.apply(plan, null))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("another program changed it");
    assertThatThrownBy(() -> remediator.undo(plan, null))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("another of its name");

    assertThat(database.ask(ROW)).isEqualTo(changed);
  }

  @Test
  void howItStandsIsSeenBeforeAndAfter() {
    Rows rows = rows();
    Wish wish = new Wish("renamed", "order/7", Instant.EPOCH);
    ActionPlan plan =
        ActionPlan.of(wish.request(DbSchedulerRunner.PLAIN), "cancel")
            .withImages(rows.find(wish).orElseThrow().image(), Image.absent());
    CancelExecution remediator = new CancelExecution(DbSchedulerRunner.PLAIN, rows);
    assertThat(remediator.inspect(plan, null, null)).isEqualTo(Inspection.BEFORE);

    database.execute("UPDATE scheduled_tasks SET picked = true");
    assertThat(remediator.inspect(plan, null, null)).isEqualTo(Inspection.OTHER);
    database.execute("UPDATE scheduled_tasks SET picked = false, task_data = '\\x01'");
    assertThat(remediator.inspect(plan, null, null)).isEqualTo(Inspection.OTHER);
    database.execute("DELETE FROM scheduled_tasks");
    assertThat(remediator.inspect(plan, null, Moment.BEFORE_UNDO)).isEqualTo(Inspection.AFTER);
    assertThatThrownBy(() -> remediator.apply(plan, null)).hasMessageContaining("it is gone");
  }

  /** Its own scheduler may have run it between the crash and now: it is not put back then. */
  @Test
  void whoCancelledOneThatIsGoneAfterACrashIsNotKnown() {
    Rows rows = rows();
    Wish wish = new Wish("renamed", "order/7", Instant.EPOCH);
    ActionPlan plan =
        ActionPlan.of(wish.request(DbSchedulerRunner.PLAIN), "cancel")
            .withImages(rows.find(wish).orElseThrow().image(), Image.absent());
    CancelExecution remediator = new CancelExecution(DbSchedulerRunner.PLAIN, rows);
    assertThat(remediator.inspect(plan, null, Moment.AFTER_CRASH)).isEqualTo(Inspection.BEFORE);

    database.execute("DELETE FROM scheduled_tasks");
    assertThat(remediator.inspect(plan, null, Moment.AFTER_CRASH)).isEqualTo(Inspection.UNKNOWN);
  }

  @Test
  void oneThatIsPickedOrChangedSinceItWasReadIsNotDeleted() {
    Rows rows = rows();
    Wish wish = new Wish("renamed", "order/7", Instant.EPOCH);
    Rows.Row row = rows.find(wish).orElseThrow();

    database.execute("UPDATE scheduled_tasks SET picked = true");
    assertThat(rows.delete(wish, row)).isFalse();
    database.execute("UPDATE scheduled_tasks SET picked = false, version = 5");
    assertThat(rows.delete(wish, row)).isFalse();
    assertThat(rows.delete(wish, rows.find(wish).orElseThrow())).isTrue();
  }

  @Test
  void dataThatIsAbsentIsPutBackAsAbsent() {
    Rows rows = rows();
    Wish wish = new Wish("once", "1", Instant.parse("2030-01-01T00:00:00Z"));
    rig.scheduler().scheduleIfNotExists(new TaskInstance<String>("once", "1"), wish.time());
    Rows.Row row = rows.find(wish).orElseThrow();
    assertThat(Rows.data(row.image()).present()).isFalse();
    assertThat(rows.delete(wish, row)).isTrue();

    assertThat(rows.put(wish, row.image())).isTrue();

    assertThat(rows.find(wish).orElseThrow().image()).isEqualTo(row.image());
    assertThat(rows.put(wish, row.image())).isFalse();
  }

  @Test
  void aTableOfAnotherKindOfNameIsRefused() {
    assertThatThrownBy(() -> rig.runner().withStore(database.source(), "tasks; DROP TABLE x"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("letters, digits");
  }

  /** A one-time execution is proposed when it has failed often enough; a recurring one never. */
  @Test
  void oneThatFailsWithoutEndIsProposedButNeverThatOfARecurringTask() {
    database.execute("DELETE FROM scheduled_tasks");
    rig.tell("retried", () -> {});
    rig.job("nightly", () -> {});
    rig.scheduler()
        .scheduleIfNotExists(
            new TaskInstance<>("retried", "7", "x"), Instant.now().plus(Duration.ofDays(1)));
    database.execute("UPDATE scheduled_tasks SET consecutive_failures = 25");
    try (ManualHealing healing = healing()) {
      healing.tick(Watched.LOOK);
      healing.tick(Duration.ofMinutes(61));
      Watched.looks(healing, 5);

      assertThat(Watched.open(healing, "db_scheduler.failing")).hasSize(2);
      assertThat(cancels(healing))
          .extracting(one -> one.row().title())
          .containsExactly("Cancel execution retried/7");
    }
  }

  @Test
  void ofTwoThatFailWithoutEndAndOfOneThatFailsNotOftenEnoughNoneIsProposed() {
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    database.execute("DELETE FROM scheduled_tasks");
    rig.scheduler().scheduleIfNotExists(new TaskInstance<>("retried", "7", "x"), tomorrow);
    rig.scheduler().scheduleIfNotExists(new TaskInstance<>("retried", "8", "x"), tomorrow);
    rig.scheduler().scheduleIfNotExists(new TaskInstance<>("once", "1", "x"), tomorrow);
    database.execute(
        "UPDATE scheduled_tasks SET consecutive_failures = 25; UPDATE scheduled_tasks SET"
            + " consecutive_failures = 19 WHERE task_name = 'once'");
    try (ManualHealing healing = healing()) {
      healing.tick(Watched.LOOK);
      healing.tick(Duration.ofMinutes(61));
      Watched.looks(healing, 5);

      assertThat(Watched.open(healing, "db_scheduler.failing")).hasSize(2);
      assertThat(cancels(healing)).isEmpty();
    }
  }
}
