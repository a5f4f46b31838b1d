package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.impl.calendar.BaseCalendar;

/** An extra run is ordered once, and what runs again at once is told as such. */
@Timeout(60)
class OrdersTest {
  private static final String CLAIM = "healing#report#r1";

  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));
  private final JobKey report = JobKey.jobKey("report");
  private QuartzRig rig;
  private Orders orders;

  @BeforeEach
  void start() throws Exception {
    rig = QuartzRig.ram().started();
    rig.job("report", runs::incrementAndGet);
    orders = new Orders(rig.scheduler(), now::get);
  }

  @AfterEach
  void stop() throws Exception {
    rig.shutDown();
  }

  private void pass(Duration more) {
    now.updateAndGet(before -> before.plus(more));
  }

  @Test
  void aClaimIsNotTakenOverWhereItsOwnerMayHaveDiedAfterTheOrder() throws Exception {
    BaseCalendar left = new BaseCalendar();
    left.setDescription(now.get().toString());
    rig.scheduler().addCalendar(CLAIM, left, false, false);

    pass(Duration.ofMinutes(2));

    assertThat(orders.run(report, "r1")).isFalse();
    assertThat(runs).hasValue(0);
  }

  @Test
  void anOrderThatWasGivenIsNeverTakenOver() throws Exception {
    assertThat(orders.run(report, "r1")).isTrue();
    Node.until(() -> runs.get() == 1);
    pass(Duration.ofDays(6));

    assertThat(orders.run(report, "r1")).isFalse();
    assertThat(orders.run(report, "r2")).isTrue();
  }

  @Test
  void anOrderIsForgottenAfterAWeek() throws Exception {
    orders.run(report, "r1");
    rig.scheduler().addCalendar("holidays", new BaseCalendar(), false, false);

    pass(Duration.ofDays(7));
    orders.forgetOld();
    assertThat(rig.scheduler().getCalendarNames()).containsExactlyInAnyOrder(CLAIM, "holidays");
    pass(Duration.ofSeconds(1));
    orders.forgetOld();
    assertThat(rig.scheduler().getCalendarNames()).containsExactly("holidays");
  }

  /** A store keeps 200 characters of a trigger's name. */
  @Test
  void aJobWithTheLongestNameIsRunByOrderTooAndOnce() throws Exception {
    String longest = "a".repeat(200);
    QuartzRig jdbc = QuartzRig.instance("long-" + System.nanoTime(), "one").started();
    try {
      jdbc.job(longest, runs::incrementAndGet);

      assertThat(jdbc.adapter().run(longest, "missed-1772452800000")).isTrue();
      Node.until(() -> runs.get() == 1);
      assertThat(jdbc.adapter().run(longest, "missed-1772452800000")).isFalse();
      assertThat(jdbc.adapter().run(longest, "missed-1772456400000")).isTrue();
    } finally {
      jdbc.shutDown();
    }
  }

  /** Asks once to be fired again at once. */
  public static final class Refiring implements org.quartz.Job {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      if (context.getRefireCount() == 0) {
        throw new JobExecutionException("not yet", true);
      }
    }
  }

  @Test
  void aRunThatIsFiredAgainAtOnceIsToldAsTriedAgain() throws Exception {
    Told told = new Told();
    rig.adapter().join(told);
    rig.scheduler()
        .addJob(
            JobBuilder.newJob(Refiring.class).withIdentity("again").storeDurably().build(), false);
    rig.fire("again");
    Node.until(() -> told.ended("again").size() == 2);

    assertThat(told.ended("again").get(0).result().willRetry()).isTrue();
    assertThat(told.ended("again").get(1).start()).isEqualTo(new RunStart(RunTrigger.RETRY, 2));
    assertThat(told.ended("again").get(1).result().outcome()).isEqualTo(RunOutcome.SUCCESS);
  }
}
