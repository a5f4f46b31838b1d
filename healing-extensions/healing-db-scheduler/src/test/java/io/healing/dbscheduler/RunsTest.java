package io.healing.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.Told;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the scheduler tells on the thread of a run, and what of it is ours. */
class RunsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Told told = new Told();
  private final Runs runs = new Runs();

  @BeforeEach
  void join() {
    runs.join(told, new KnownTasks(List::of));
  }

  private static Execution execution(Instant time) {
    return new Execution(time, new TaskInstance<>("backup", "recurring"));
  }

  private RunTrigger trigger() {
    List<Told.Run> all = told.runs("backup");
    return all.get(all.size() - 1).start().trigger();
  }

  /** A column that keeps whole seconds moves the moment by half a second, and none by two. */
  @Test
  void aRunAtAnotherMomentThanWasOrderedIsNotOursAndTheOrderWaits() {
    runs.order("backup", NOON);
    runs.started(execution(NOON.plusMillis(1_001)));
    assertThat(trigger()).isEqualTo(RunTrigger.SCHEDULED);

    runs.started(execution(NOON.plusSeconds(1)));
    assertThat(trigger()).isEqualTo(RunTrigger.HEALING);

    runs.started(execution(NOON.plusSeconds(1)));
    assertThat(trigger()).as("it was ordered once").isEqualTo(RunTrigger.SCHEDULED);
  }

  @Test
  void anOrderThatWasRefusedLeavesNothing() {
    runs.order("backup", NOON);
    runs.forget("backup");

    runs.started(execution(NOON));

    assertThat(trigger()).isEqualTo(RunTrigger.SCHEDULED);
  }

  /** The scheduler tells no end where it finds no code for an execution. */
  @Test
  void aRunWhoseEndIsNeverToldEndsWhenItsThreadBeginsAnother() {
    runs.started(execution(NOON));
    runs.started(execution(NOON.plusSeconds(60)));

    assertThat(told.ended("backup"))
        .singleElement()
        .satisfies(run -> assertThat(run.result().outcome()).isEqualTo(RunOutcome.FAILURE));
  }

  /** It would stop what the scheduler writes. */
  @Test
  void aRunThatIsNotInItsTaskIsNotInterrupted() {
    runs.started(execution(NOON));
    Live live = runs.here();

    assertThat(live.interrupt()).isFalse();
    live.enter();
    live.exit();
    assertThat(live.interrupt()).isFalse();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void theKeyOfALockFitsItsColumnAndStaysAnother() {
    String long1 = OrderLock.id("missed-1 " + "x".repeat(200) + "a");
    String long2 = OrderLock.id("missed-1 " + "x".repeat(200) + "b");

    assertThat(long1).hasSizeLessThanOrEqualTo(100).isNotEqualTo(long2);
    assertThat(OrderLock.id("missed-1 a")).isEqualTo("missed-1 a");
  }
}
