package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.healing.api.HealingException;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.Told;
import io.healing.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the scheduler is told, and what it is not told for the sake of the job. */
@Timeout(90)
class OrdersTest {
  private final AtomicInteger runs = new AtomicInteger();
  private final Told told = new Told();
  private final Database database = Store.database();
  private Rig rig;

  @BeforeEach
  void start() {
    rig = Rig.started(database, "one");
    rig.adapter().join(told);
  }

  @AfterEach
  void stop() {
    rig.shutDown();
  }

  private String missed(String job) {
    return "missed-" + rig.row(job).getExecutionTime().toEpochMilli();
  }

  private JobStanding standing(String job) {
    return rig.adapter().standings().stream()
        .filter(one -> one.definition().id().equals(job))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aJobWhoseOwnerLivesIsNotRunASecondTime() {
    CountDownLatch end = new CountDownLatch(1);
    String job = rig.job("hangs", () -> hang(end));
    String key = missed(job);
    rig.fire(job);
    Watched.until(() -> runs.get() == 1);

    assertThatThrownBy(() -> rig.adapter().run(job, "r1"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("picked by one");
    assertThat(rig.adapter().run(job, key)).isFalse();
    assertThat(standing(job).next()).isNull();
    assertThat(standing(job).previous()).isNotNull();
    end.countDown();
    Watched.until(() -> !rig.row(job).isPicked());
    assertThat(runs).hasValue(1);
    assertThat(standing(job).next()).isAfter(Instant.now());
  }

  private void hang(CountDownLatch end) {
    runs.incrementAndGet();
    Watched.await(end);
  }

  /** The owner is dead, but not yet to the scheduler: nobody can know it before. */
  @Test
  void aJobWhoseOwnerMayLiveInAnotherProcessIsNotRunASecondTime() {
    String job = rig.job("backup", runs::incrementAndGet);
    database.execute(
        "UPDATE scheduled_tasks SET picked = true, picked_by = 'far', last_heartbeat = now(),"
            + " version = version + 1");

    assertThatThrownBy(() -> rig.adapter().run(job, "r1")).hasMessageContaining("picked by far");
    assertThat(runs).hasValue(0);
  }

  @Test
  void anExecutionThatIsDueIsNotHelpedByAnOrder() {
    String job = rig.job("backup", runs::incrementAndGet);
    rig.scheduler().pause();
    rig.fire(job);
    String key = missed(job);

    assertThatThrownBy(() -> rig.adapter().run(job, key))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("no scheduler took it")
        .hasMessageContaining("not paused");
    assertThat(database.ask("SELECT count(*) FROM scheduled_tasks")).isEqualTo("1");
  }

  @Test
  void aStartThatAnotherProgramMovedIsNotOrderedAgain() {
    String job = rig.job("backup", runs::incrementAndGet);
    String key = missed(job);
    rig.scheduler().reschedule(KnownTasks.recurring(job), Instant.now().plus(Duration.ofHours(3)));

    assertThat(rig.adapter().run(job, key)).isFalse();
    assertThat(runs).hasValue(0);
  }

  /** Without the lock a slow program could order what a fast one has run already. */
  @Test
  void twoProgramsOrderOneMissedStartOnceHoweverOftenTheyTry() throws Exception {
    Rig other = Rig.started(database, "two");
    ExecutorService programs = Executors.newFixedThreadPool(2);
    try {
      String job = rig.job("backup", runs::incrementAndGet);
      other.tell("backup", runs::incrementAndGet);
      for (int round = 1; round <= 10; round++) {
        String key = missed(job);
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<Boolean>> both =
            programs.invokeAll(List.of(order(rig, key, together), order(other, key, together)));

        assertThat(List.of(both.get(0).get(), both.get(1).get())).containsOnlyOnce(true);
        int expected = round;
        Watched.until(() -> runs.get() == expected && !rig.row(job).isPicked());
        Watched.until(() -> rig.row(job).getExecutionTime().isAfter(Instant.now()));
      }
      assertThat(runs).hasValue(10);
    } finally {
      programs.shutdownNow();
      other.shutDown();
    }
  }

  private static Callable<Boolean> order(Rig on, String key, CyclicBarrier together) {
    return () -> {
      together.await();
      return on.adapter().run("backup", key);
    };
  }

  @Test
  void anOrderWaitsForNoOtherProgramButThatOfADeadOneIsTakenOverAfterAMinute() {
    String job = rig.job("backup", runs::incrementAndGet);
    String key = missed(job);
    TaskInstance<Void> lock = new TaskInstance<>(OrderLock.TASK, key + " " + job);
    Instant far = Instant.now().plus(Duration.ofDays(5 * 365));
    rig.scheduler().scheduleIfNotExists(lock, far);
    assertThat(rig.adapter().run(job, key)).isFalse();

    rig.scheduler().reschedule(lock, far.minus(Duration.ofMinutes(2)));

    assertThat(rig.adapter().run(job, key)).isTrue();
    Watched.until(() -> runs.get() == 1);
    assertThat(database.ask("SELECT count(*) FROM scheduled_tasks")).isEqualTo("1");
  }

  @Test
  void aRunThatTheSchedulerWillTryAgainIsToldSoAndTheNextIsItsSecondAttempt() {
    rig.tell(
        "retried",
        () -> {
          if (runs.incrementAndGet() == 1) {
            throw new IllegalStateException("not yet");
          }
        });
    TaskInstance<String> instance = new TaskInstance<>("retried", "7", "data");
    rig.scheduler().scheduleIfNotExists(instance, Instant.now());
    Watched.until(() -> told.ended("retried").size() == 1);
    assertThat(told.ended("retried").get(0).result().willRetry()).isTrue();
    assertThat(told.ended("retried").get(0).start().trigger()).isEqualTo(RunTrigger.SCHEDULED);

    database.execute("UPDATE scheduled_tasks SET execution_time = now() - interval '1 second'");

    Watched.until(() -> told.ended("retried").size() == 2);
    Told.Run second = told.ended("retried").get(1);
    assertThat(second.start().trigger()).isEqualTo(RunTrigger.RETRY);
    assertThat(second.start().attempt()).isEqualTo(2);
    assertThat(rig.adapter().orders("retried"))
        .doesNotContain(io.healing.api.job.JobControl.Order.RUN);
  }

  /** The flag that a job leaves would make the scheduler's own writing fail: it stayed picked. */
  @Test
  void anInterruptReachesOnlyTheTaskAndNotWhatTheSchedulerWritesAfterIt() {
    String job =
        rig.job(
            "hangs",
            () -> {
              runs.incrementAndGet();
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
            });
    rig.fire(job);
    Watched.until(() -> runs.get() == 1);
    Told.Run run = told.runs(job).get(0);

    rig.adapter().interrupt(job, run.id());

    Watched.until(() -> !told.ended(job).isEmpty());
    assertThat(rig.row(job).isPicked()).isFalse();
    assertThat(rig.row(job).getLastSuccess()).isNotNull();
    assertThatThrownBy(() -> rig.adapter().interrupt(job, run.id()))
        .hasMessageContaining("not under way");
  }

  @Test
  void aTaskWhoseExecutionIsGoneIsStoppedAndScheduledAnewOnce() {
    String job = rig.job("rates", runs::incrementAndGet);
    assertThat(standing(job).words()).isEqualTo("each hour");
    rig.delete(job);

    assertThat(standing(job).state()).isEqualTo(JobStanding.State.STOPPED);
    assertThat(standing(job).words()).contains("gone from the table", "nobody said why");
    assertThat(standing(job).isMaybeMeant()).isTrue();
    assertThatThrownBy(() -> rig.adapter().run(job, "r1")).hasMessageContaining("rates");
    rig.adapter().schedule(job);
    assertThat(standing(job).next()).isAfter(Instant.now());
    assertThatThrownBy(() -> rig.adapter().schedule(job)).hasMessageContaining("on its schedule");
  }

  @Test
  void aTaskThatItsOwnFailureHandlerEndedIsStoppedByThatAndNotByAPerson() {
    String job = rig.job("rates", runs::incrementAndGet);
    rig.giveUp(job);
    Watched.until(() -> !told.ended(job).isEmpty());

    assertThat(standing(job).words()).contains("failure handler");
    assertThat(standing(job).isMaybeMeant()).isFalse();
    rig.adapter().schedule(job);
    assertThat(standing(job).state()).isEqualTo(JobStanding.State.SCHEDULED);
    rig.delete(job);
    assertThat(standing(job).isMaybeMeant()).isTrue();
  }

  @Test
  void aTaskThatWasNeverScheduledIsNotCalledStopped() {
    rig.tell("rates", runs::incrementAndGet);

    assertThat(standing("rates").state()).isEqualTo(JobStanding.State.SCHEDULED);
    assertThat(standing("rates").next()).isNull();
  }

  @Test
  void aNameInTheTableThatCanBeNoJobHidesNoOther() {
    String job = rig.job("rates", runs::incrementAndGet);
    database.execute(
        "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
            + " VALUES ('@host', '1', now() + interval '1 hour', false, 1), (' ', '1', now() +"
            + " interval '1 hour', false, 1)");

    assertThat(rig.adapter().standings()).hasSize(1);
    assertThat(standing(job).next()).isNotNull();
  }

  /** A list of listeners that grows while runs begin would make the scheduler lose one. */
  @Test
  void aSchedulerThatRunsAlreadyIsJoinedOnlyThroughItsHook() {
    assertThatThrownBy(() -> DbSchedulerRunner.of(rig.scheduler()))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("runs already");
  }

  @Test
  void aSchedulerThatWasBuiltWithoutAHookIsJoinedBeforeItStartsAndNotInterrupted() {
    rig.works("nightly", runs::incrementAndGet);
    Scheduler plain =
        Scheduler.create(database.source(), rig.task("nightly"))
            .pollingInterval(Duration.ofMillis(200))
            .build();
    DbSchedulerRunner runner = DbSchedulerRunner.of(plain, rig.task("nightly"));
    Told seen = new Told();
    runner.join(seen);
    rig.shutDown();
    runner.schedule("nightly");
    plain.start();
    try {
      assertThat(runner.run("nightly", "r1")).isTrue();
      Watched.until(() -> seen.ended("nightly").size() == 1);
      assertThat(runner.orders("nightly"))
          .doesNotContain(io.healing.api.job.JobControl.Order.INTERRUPT);
    } finally {
      plain.stop();
    }
  }
}
