package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.healing.api.detect.Incident;
import io.healing.api.job.Told;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the scheduler's threads notice and its table shows reaches people, and is over in time. */
@Timeout(90)
class ExecutionMonitorTest {
  private final AtomicInteger runs = new AtomicInteger();
  private final HeldTime time = new HeldTime();
  private final Database database = Store.database();
  private Rig rig;

  @BeforeEach
  void start() {
    rig = Rig.by(time, database);
    rig.scheduler().start();
  }

  @AfterEach
  void stop() {
    rig.shutDown();
  }

  private ManualHealing healing() {
    return Healing.builder().runner(rig.runner().withClock(time)).manual(Instant.now());
  }

  private String due(String name, Runnable work) {
    String job = rig.job(name, work);
    rig.scheduler().reschedule(KnownTasks.recurring(job), time.now());
    return job;
  }

  @Test
  void dueExecutionsBehindRunsThatHoldAllThreadsAreToldWithWhoHoldsThem() {
    CountDownLatch end = new CountDownLatch(1);
    try (ManualHealing healing = healing()) {
      due("prices", () -> hold(end));
      due("report", () -> hold(end));
      Watched.until(() -> runs.get() == 2);
      due("backup", runs::incrementAndGet);
      Watched.looks(healing, 2);
      assertThat(Watched.open(healing, "db_scheduler.waiting")).isEmpty();
      time.pass(Duration.ofMinutes(40));

      Incident told = Watched.told(healing, "db_scheduler.waiting");

      assertThat(told.subject().name()).isEqualTo("@component/db-scheduler");
      assertThat(told.message())
          .startsWith("1 execution is due and nobody takes them, the oldest, of job backup,")
          .contains("since 40 min", "2 threads are occupied by", "prices for 40 min");
      assertThat(Watched.open(healing, "db_scheduler.unresolved")).isEmpty();
      end.countDown();
      Watched.until(() -> runs.get() == 3);
      Watched.cleared(healing, "db_scheduler.waiting");
    }
  }

  private void hold(CountDownLatch end) {
    runs.incrementAndGet();
    Watched.await(end);
  }

  @Test
  void dueExecutionsOfASchedulerThatIsPausedAreToldAndClearedWhenItGoesOn() {
    try (ManualHealing healing = healing()) {
      rig.scheduler().pause();
      due("backup", runs::incrementAndGet);
      time.pass(Duration.ofMinutes(6));

      assertThat(Watched.told(healing, "db_scheduler.waiting").message()).contains("it is paused");
      rig.scheduler().resume();
      rig.scheduler().triggerCheckForDueExecutions();
      Watched.until(() -> runs.get() == 1);
      Watched.cleared(healing, "db_scheduler.waiting");
    }
  }

  @Test
  void aRunWhoseSignOfLifeIsOldIsToldBeforeItIsTakenForDead() {
    CountDownLatch end = new CountDownLatch(1);
    try (ManualHealing healing = healing()) {
      due("prices", () -> hold(end));
      Watched.until(() -> runs.get() == 1);
      time.pass(Duration.ofMinutes(15));

      Incident told = Watched.told(healing, "db_scheduler.stale_heartbeat");

      assertThat(told.subject().name()).isEqualTo("prices");
      assertThat(told.message()).contains("runs here since 15 min", "50 %");
      end.countDown();
      Watched.cleared(healing, "db_scheduler.stale_heartbeat");
    }
  }

  @Test
  void rowsOfATaskThatNobodyHasAreToldUntilTheyAreGone() {
    insert("renamed", "1", "now() - interval '50 hours'");
    insert("renamed", "2", "now() - interval '1 hour'");
    insert("later", "1", "now() + interval '1 hour'");
    try (ManualHealing healing = healing()) {
      Incident told = Watched.told(healing, "db_scheduler.unresolved");

      assertThat(told.subject().name()).isEqualTo("renamed");
      assertThat(told.message())
          .contains("2 executions are due for task \"renamed\"", "the oldest since 49 h");
      assertThat(Watched.open(healing, "db_scheduler.unresolved")).hasSize(1);
      assertThat(Watched.open(healing, "db_scheduler.waiting")).isEmpty();
      database.execute("DELETE FROM scheduled_tasks WHERE task_name = 'renamed'");
      Watched.cleared(healing, "db_scheduler.unresolved");
    }
  }

  private void insert(String task, String instance, String when) {
    database.execute(
        "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
            + " VALUES ('"
            + task
            + "', '"
            + instance
            + "', "
            + when
            + ", false, 1)");
  }

  @Test
  void executionsThatFailOnAndOnAreToldAfterAnHourAndClearedByAGoodRun() {
    rig.tell("retried", () -> {});
    rig.scheduler()
        .scheduleIfNotExists(
            new TaskInstance<>("retried", "7", "data"), time.now().plus(Duration.ofDays(1)));
    database.execute("UPDATE scheduled_tasks SET consecutive_failures = 3, last_failure = now()");
    try (ManualHealing healing = healing()) {
      healing.tick(Watched.LOOK);
      healing.tick(Duration.ofMinutes(58));
      assertThat(Watched.open(healing, "db_scheduler.failing")).isEmpty();

      Incident told = Watched.told(healing, "db_scheduler.failing");

      assertThat(told.message())
          .isEqualTo("1 execution of job retried fails, 3 times in a row, since 60 min at least");
      database.execute("UPDATE scheduled_tasks SET consecutive_failures = 0");
      Watched.cleared(healing, "db_scheduler.failing");
      database.execute("UPDATE scheduled_tasks SET consecutive_failures = 3");
      Watched.looks(healing, 3);
      assertThat(Watched.open(healing, "db_scheduler.failing"))
          .as("the hour begins anew")
          .isEmpty();
    }
  }

  private Execution dead(String job) {
    return new Execution(
        time.now(),
        new TaskInstance<>(job, RecurringTask.INSTANCE),
        true,
        "node-3",
        null,
        null,
        0,
        time.now(),
        2);
  }

  @Test
  void aDeadExecutionThatRanWellSinceIsNotToldAnyMore() {
    String job = rig.job("backup", runs::incrementAndGet);
    try (ManualHealing healing = healing()) {
      healing.tick(Watched.LOOK);
      rig.hook().onExecutionDead(dead(job));
      Incident told = Watched.told(healing, "db_scheduler.dead");
      assertThat(healing.healing().diagnosis(told.id()).orElseThrow().rootCause())
          .startsWith("The process that ran it ended");

      rig.scheduler().reschedule(KnownTasks.recurring(job), time.now());
      Watched.until(() -> runs.get() == 1 && !rig.row(job).isPicked());
      Watched.looks(healing, 3);
      assertThat(Watched.open(healing, "db_scheduler.dead"))
          .allSatisfy(one -> assertThat(one.clearSince()).isNotNull());
      Watched.looks(healing, 3);

      rig.hook().onExecutionDead(dead(job));
      rig.hook().faults().ranWell(dead(job));
      Watched.looks(healing, 2);
      assertThat(Watched.open(healing, "db_scheduler.dead")).isEmpty();
    }
  }

  @Test
  void aDeadExecutionIsToldAndOverWhenTheHoldIsOver() {
    String job = rig.job("backup", runs::incrementAndGet);
    try (ManualHealing healing = healing()) {
      rig.hook().onExecutionDead(dead(job));

      Incident told = Watched.told(healing, "db_scheduler.dead");

      assertThat(told.message()).contains("job backup", "which node-3 had");
      Watched.cleared(healing, "db_scheduler.dead");
    }
  }

  @Test
  void aHandlerThatThrowsIsToldOfItsJobAndNotOnceMoreOfTheScheduler() {
    RecurringTask<Void> broken =
        Tasks.recurring("broken", Rig.HOURLY)
            .onFailure(
                (done, operations) -> {
                  throw new IllegalStateException("the handler is broken");
                })
            .execute(
                (instance, context) -> {
                  runs.incrementAndGet();
                  throw new IllegalStateException("no prices");
                });
    DbSchedulerHook hook = new DbSchedulerHook();
    Scheduler scheduler =
        Scheduler.create(Store.database().source())
            .addSchedulerListener(hook)
            .addExecutionInterceptor(hook)
            .enableImmediateExecution()
            .startTasks(broken)
            .build();
    scheduler.start();
    try (ManualHealing healing =
        Healing.builder()
            .runner(DbSchedulerRunner.of(scheduler, hook, java.util.List.of(broken)))
            .manual(Instant.now())) {
      healing.tick(Watched.LOOK);
      scheduler.reschedule(broken.getDefaultTaskInstance(), Instant.now());
      Watched.until(() -> runs.get() == 1);

      Incident told = Watched.told(healing, "db_scheduler.handler_failed");

      assertThat(told.subject().name()).isEqualTo("broken");
      assertThat(told.message()).contains("stays picked");
      assertThat(Watched.open(healing, "db_scheduler.error")).isEmpty();
    } finally {
      scheduler.stop();
    }
  }

  @Test
  void aTableThatCannotBeReadIsToldWithTheErrorsOfTheScheduler() {
    try (ManualHealing healing = healing()) {
      rig.job("backup", runs::incrementAndGet);
      healing.tick(Watched.LOOK);
      database.execute("ALTER TABLE scheduled_tasks RENAME TO away");
      rig.scheduler().triggerCheckForDueExecutions();

      Incident error = Watched.told(healing, "db_scheduler.error");
      Incident unread = Watched.told(healing, "db_scheduler.table_not_read");

      assertThat(error.subject().name()).isEqualTo("@component/db-scheduler");
      assertThat(unread.message()).contains("scheduled_tasks");
      database.execute("ALTER TABLE away RENAME TO scheduled_tasks");
      Watched.cleared(healing, "db_scheduler.table_not_read");
      Watched.cleared(healing, "db_scheduler.error");
    }
  }

  @Test
  void aSignOfLifeThatCouldNotBeWrittenIsCounted() {
    CountDownLatch end = new CountDownLatch(1);
    try (ManualHealing healing = healing()) {
      due("prices", () -> hold(end));
      Watched.until(() -> runs.get() == 1);
      CurrentlyExecuting running = rig.scheduler().getCurrentlyExecuting().get(0);
      rig.hook().onExecutionFailedHeartbeat(running);
      rig.hook().onExecutionFailedHeartbeat(running);

      assertThat(Watched.told(healing, "db_scheduler.heartbeat_failed").message())
          .isEqualTo("That execution recurring of job prices lives could not be written 2 times");
      end.countDown();
      Watched.cleared(healing, "db_scheduler.heartbeat_failed");
    }
  }

  @Test
  void aListenerOfOursThatThrowsStopsNoJobAndIsTold() {
    rig.adapter().join(Told.Broken.BY_ERROR);
    try (ManualHealing healing =
        Healing.builder().plugin(rig.adapter().plugins().get(0)).manual(Instant.now())) {
      String job = due("steady", runs::incrementAndGet);
      Watched.until(() -> runs.get() == 1 && !rig.row(job).isPicked());
      rig.scheduler().reschedule(KnownTasks.recurring(job), time.now());
      Watched.until(() -> runs.get() == 2);

      Incident told = Watched.told(healing, "db_scheduler.listener_failed");

      assertThat(told.subject().name()).isEqualTo("@healing/db-scheduler.scheduler");
      assertThat(told.message()).contains(Told.Broken.WORDS);
    }
  }

  /** One scheduler is two minutes behind the database and Healing, one is two minutes ahead. */
  @Test
  void clocksTwoMinutesApartRaiseNoAlarm() {
    for (Duration off : java.util.List.of(Duration.ofMinutes(-2), Duration.ofMinutes(2))) {
      AtomicInteger turns = new AtomicInteger();
      RecurringTask<Void> often =
          Tasks.recurring(
                  "often", com.github.kagkarlsson.scheduler.task.schedule.FixedDelay.ofMillis(300))
              .onFailure(new OnFailureRetryLater<>(Duration.ofSeconds(1)))
              .execute((instance, context) -> turns.incrementAndGet());
      DbSchedulerHook hook = new DbSchedulerHook();
      Scheduler scheduler =
          Scheduler.create(Store.database().source())
              .startTasks(often)
              .clock(() -> Instant.now().plus(off))
              .pollingInterval(Duration.ofMillis(100))
              .addSchedulerListener(hook)
              .addExecutionInterceptor(hook)
              .build();
      scheduler.start();
      try (ManualHealing healing =
          Healing.builder()
              .runner(DbSchedulerRunner.of(scheduler, hook, java.util.List.of(often)))
              .manual(Instant.now())) {
        for (int i = 1; i <= 5; i++) {
          int more = turns.get();
          Watched.until(() -> turns.get() > more);
          healing.tick(Duration.ofSeconds(1));
        }
        Watched.looks(healing, 2);

        assertThat(healing.healing().admin().incidents()).isEmpty();
      } finally {
        scheduler.stop();
      }
    }
  }
}
