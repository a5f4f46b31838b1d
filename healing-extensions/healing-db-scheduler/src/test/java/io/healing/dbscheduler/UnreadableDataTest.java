package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobStanding;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One row of a known task whose data nobody can read hides no other row. */
@Timeout(90)
class UnreadableDataTest {
  private final AtomicInteger runs = new AtomicInteger();
  private final HeldTime time = new HeldTime();
  private final Database database = Store.database();
  private Rig rig;

  @BeforeEach
  void start() {
    rig = Rig.by(time, database);
    rig.tell("retried", runs::incrementAndGet);
  }

  @AfterEach
  void stop() {
    rig.shutDown();
  }

  private ManualHealing healing() {
    return Healing.builder()
        .runner(rig.runner().withClock(time).withStore(database.source(), DbSchedulerRunner.TABLE))
        .manual(Instant.now());
  }

  /** As after a release that cannot read what the one before it wrote. */
  private void unreadable(String instance, String columns, String values) {
    database.execute(
        "INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, version,"
            + " "
            + columns
            + ") VALUES ('retried', '"
            + instance
            + "', '\\xacedff00', now() - interval '1 hour', 1, "
            + values
            + ")");
  }

  private JobStanding standing(String job) {
    return rig.adapter().standings().stream()
        .filter(one -> one.definition().id().equals(job))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theOthersAreKnownAndToldWhenNobodyTakesThem() {
    String job = rig.job("backup", runs::incrementAndGet);
    rig.scheduler().reschedule(KnownTasks.recurring(job), time.now());
    rig.scheduler().scheduleIfNotExists(new TaskInstance<>("retried", "good", "data"), time.now());
    unreadable("bad", "picked", "false");
    time.pass(Duration.ofMinutes(6));
    try (ManualHealing healing = healing()) {
      Incident told = Watched.told(healing, "db_scheduler.waiting");

      assertThat(told.message()).startsWith("3 executions are due");
      assertThat(standing(job).next()).isNotNull();
      assertThat(standing("retried").state()).isEqualTo(JobStanding.State.SCHEDULED);
      assertThat(Watched.open(healing, "db_scheduler.table_not_read")).isEmpty();
    }
  }

  @Test
  void anotherThatFailsOnAndOnIsTold() {
    rig.job("backup", runs::incrementAndGet);
    unreadable("bad", "picked, consecutive_failures", "false, 30");
    database.execute(
        "UPDATE scheduled_tasks SET consecutive_failures = 30 WHERE task_name = 'backup'");
    try (ManualHealing healing = healing()) {
      healing.tick(Watched.LOOK);
      healing.tick(Duration.ofHours(2));
      healing.tick(Watched.LOOK);

      assertThat(Watched.open(healing, "db_scheduler.failing"))
          .extracting(incident -> incident.subject().name())
          .containsExactlyInAnyOrder("backup", "retried");
    }
  }

  @Test
  void anotherWhoseProcessIsDeadIsTold() {
    rig.scheduler().start();
    String job = rig.job("backup", runs::incrementAndGet);
    unreadable("bad", "picked, picked_by, last_heartbeat", "true, 'far', now()");
    database.execute(
        "UPDATE scheduled_tasks SET picked = true, picked_by = 'far', last_heartbeat = now(),"
            + " version = version + 1 WHERE task_name = 'backup'");
    try (ManualHealing healing = healing()) {
      rig.hook().onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);
      time.pass(Duration.ofMinutes(10));
      rig.hook().onSchedulerEvent(SchedulerEventType.RAN_DETECT_DEAD);

      Watched.looks(healing, 25);

      assertThat(Watched.open(healing, "db_scheduler.orphaned"))
          .extracting(incident -> incident.subject().name())
          .containsExactlyInAnyOrder(job, "retried");
    }
  }
}
