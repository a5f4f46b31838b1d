package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.healing.api.HealingException;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.Told;
import io.healing.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Orders go by the scheduler's own clock, and what goes wrong under way is told and leaves no
 * trace.
 */
@Timeout(90)
class HeldOrdersTest {
  private final AtomicInteger runs = new AtomicInteger();
  private final HeldTime time = new HeldTime();
  private final Told told = new Told();
  private final Database database = Store.database();
  private Rig rig;
  private DbSchedulerRunner runner;
  private String job;

  @BeforeEach
  void start() {
    time.pass(Duration.ofHours(-2));
    rig = Rig.by(time, database);
    runner = rig.runner().withClock(time).withName("held");
    runner.join(told);
    job = rig.job("backup", runs::incrementAndGet);
  }

  @AfterEach
  void stop() {
    rig.shutDown();
  }

  private String missed() {
    return "missed-" + rig.row(job).getExecutionTime().toEpochMilli();
  }

  @Test
  void anOrderIsForTheMomentOfTheSchedulersClock() {
    rig.scheduler().reschedule(KnownTasks.recurring(job), time.now().plus(Duration.ofMinutes(1)));

    assertThat(runner.run(job, "r1")).isTrue();

    assertThat(rig.row(job).getExecutionTime()).isEqualTo(time.now());
    assertThatThrownBy(() -> runner.run(job, "r2")).hasMessageContaining("is due since");
  }

  /** By the system's clock the lock is of the past as well as of the future. */
  @Test
  void howOldALockIsIsSeenByTheSchedulersClock() {
    String key = missed();
    TaskInstance<Void> lock = new TaskInstance<>(OrderLock.TASK, key + " " + job);
    Instant far = time.now().plus(OrderLock.FAR);
    rig.scheduler().scheduleIfNotExists(lock, far.minusSeconds(50));
    assertThat(runner.run(job, key)).isFalse();
    assertThat(runner.standings())
        .extracting(JobStanding::definition)
        .extracting(definition -> definition.id())
        .containsExactly(job);

    time.pass(Duration.ofSeconds(11));

    assertThat(runner.run(job, key)).isTrue();
    assertThat(database.ask("SELECT count(*) FROM scheduled_tasks")).isEqualTo("1");
  }

  /** Between its insert and its look another program may have freed the lock. */
  @Test
  void aLockThatIsFreedAtTheWrongMomentIsTriedAgain() {
    database.execute(
        "CREATE SEQUENCE tries; CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN IF"
            + " nextval('tries') < 3 THEN RAISE EXCEPTION 'there is one'; END IF; RETURN NEW; END"
            + " $$ LANGUAGE plpgsql; CREATE TRIGGER refuses BEFORE INSERT ON scheduled_tasks FOR"
            + " EACH ROW EXECUTE FUNCTION refuse()");

    assertThat(runner.run(job, missed())).isTrue();

    assertThat(database.ask("SELECT last_value FROM tries")).isEqualTo("3");
  }

  @Test
  void anExecutionThatAnotherProgramChangesMeanwhileIsToldAndItsNextRunIsNotOurs() {
    database.execute(
        "CREATE FUNCTION keep() RETURNS trigger AS $$ BEGIN RETURN NULL; END $$ LANGUAGE plpgsql;"
            + " CREATE TRIGGER keeps BEFORE UPDATE ON scheduled_tasks FOR EACH ROW EXECUTE FUNCTION"
            + " keep()");
    assertThatThrownBy(() -> runner.run(job, "r1"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("Another program changed the execution of job backup");
    database.execute("DROP TRIGGER keeps ON scheduled_tasks");

    rig.scheduler().reschedule(KnownTasks.recurring(job), time.now());
    rig.scheduler().start();

    Watched.until(() -> told.ended(job).size() == 1);
    assertThat(told.ended(job).get(0).start().trigger()).isEqualTo(RunTrigger.SCHEDULED);
  }

  @Test
  void aKeyThatNamesNoMomentIsRefusedWithItsForm() {
    assertThatThrownBy(() -> runner.run(job, "missed-soon"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("\"missed-soon\" names no moment");
  }

  @Test
  void whoIsInterruptedWhileItWaitsForTheEndOfARunStaysInterruptedAndOrdersNothing() {
    CountDownLatch end = new CountDownLatch(1);
    rig.works(job, () -> untilAllowed(end));
    rig.scheduler().reschedule(KnownTasks.recurring(job), time.now());
    rig.scheduler().start();
    Watched.until(() -> runs.get() == 1);
    runner.interrupt(job, told.runs(job).get(0).id());
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> runner.run(job, "r1"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("Was interrupted before job backup had ended");

    assertThat(Thread.interrupted()).isTrue();
    end.countDown();
    Watched.until(() -> !told.ended(job).isEmpty());
    assertThat(runs).hasValue(1);
  }

  /** Its code does not heed an interrupt. */
  private void untilAllowed(CountDownLatch end) {
    runs.incrementAndGet();
    while (end.getCount() > 0) {
      Thread.onSpinWait();
    }
  }
}
