package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobControl.Order;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.Told;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.listeners.JobListenerSupport;

/** What schedulers of real programs look like, and must not be missed or made worse. */
@Timeout(60)
class OddSchedulersTest {
  private static final Duration LOOK = Duration.ofSeconds(31);

  private final AtomicInteger runs = new AtomicInteger();
  private final Told told = new Told();
  private QuartzRig rig;

  @BeforeEach
  void start() throws SchedulerException {
    rig = QuartzRig.ram().started();
  }

  @AfterEach
  void shutDown() throws SchedulerException {
    rig.shutDown();
  }

  private static void await(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private JobStanding standing(String job) {
    return rig.adapter().standings().stream()
        .filter(standing -> standing.definition().id().equals(job))
        .findFirst()
        .orElseThrow();
  }

  /** A listener of the program that throws before the job begins. */
  private static final class Throwing extends JobListenerSupport {
    @Override
    public String getName() {
      return "throwing";
    }

    @Override
    public void jobToBeExecuted(JobExecutionContext context) {
      throw new IllegalStateException("this listener is broken");
    }
  }

  @Test
  void aRunThatAListenerOfTheProgramPreventedIsToldAsFailed() throws Exception {
    String job = rig.job("prices", runs::incrementAndGet);
    rig.adapter().join(told);
    rig.scheduler().getListenerManager().addJobListener(new Throwing());

    rig.fire(job);
    await(() -> !told.ended(job).isEmpty());

    assertThat(told.ended(job))
        .singleElement()
        .satisfies(run -> assertThat(run.result().outcome()).isEqualTo(RunOutcome.FAILURE))
        .satisfies(run -> assertThat(run.result().message().get()).contains("NOT be executed"));
    assertThat(runs).hasValue(0);
  }

  @Test
  void twoThatListenToOneSchedulerBothHearUntilEachLeaves() throws Exception {
    String job = rig.job("rates", runs::incrementAndGet);
    QuartzRunner other = QuartzRunner.of(rig.scheduler());
    Told alsoTold = new Told();
    rig.adapter().join(told);
    other.join(alsoTold);

    rig.fire(job);
    await(() -> told.ended(job).size() == 1 && alsoTold.ended(job).size() == 1);
    rig.adapter().leave();
    rig.fire(job);
    await(() -> alsoTold.ended(job).size() == 2);

    assertThat(told.runs(job)).hasSize(1);
  }

  @Test
  void aJobOfAnyNameHidesNoOtherAndCanBeOrdered() throws Exception {
    String plain = rig.job("plain", runs::incrementAndGet);
    String odd = rig.job("@" + "x".repeat(300), runs::incrementAndGet);
    rig.adapter().join(told);

    assertThat(rig.adapter().standings())
        .extracting(standing -> standing.definition().id())
        .containsExactlyInAnyOrder(plain, "x".repeat(200));
    assertThat(rig.adapter().run("x".repeat(200), "k")).isTrue();
    await(() -> told.ended("x".repeat(200)).size() == 1);
    assertThat(odd).startsWith("@");
  }

  @Test
  void aTriggerInErrorIsToldThoughOthersOfItsJobFire() throws Exception {
    String job = rig.job("rates", runs::incrementAndGet);
    rig.giveUp(job);
    rig.scheduler().deleteJob(JobKey.jobKey("none"));
    rig.alsoHourly(job, "second");

    assertThat(standing(job).state()).isEqualTo(JobStanding.State.STOPPED);
    assertThat(standing(job).words()).contains("DEFAULT.rates").contains("ERROR");
  }

  @Test
  void aTriggerWithoutEndThatIsGoneIsTold() throws Exception {
    String job = rig.job("rates", runs::incrementAndGet);
    assertThat(standing(job).state()).isEqualTo(JobStanding.State.SCHEDULED);

    rig.scheduler().unscheduleJob(TriggerKey.triggerKey(job));

    assertThat(standing(job).state()).isEqualTo(JobStanding.State.STOPPED);
    assertThat(standing(job).words()).contains("for ever").contains("gone");
    assertThat(standing(job).isMaybeMeant()).isTrue();
    assertThat(rig.adapter().orders(job)).contains(Order.RUN).doesNotContain(Order.SCHEDULE);
  }

  @Test
  void aJobThatIsDeletedIsToldAsGoneAndNotAsMissedOrStillSick() throws Exception {
    String job = rig.job("rates", () -> fail());
    try (ManualHealing healing = Healing.builder().runner(rig.adapter()).manual(Instant.now())) {
      healing.tick(LOOK);
      rig.fire(job);
      await(
          () -> {
            healing.tick(LOOK);
            return told(healing).contains("job.failed");
          });

      rig.scheduler().deleteJob(JobKey.jobKey(job));
      healing.tick(LOOK);

      assertThat(told(healing)).containsExactly("runner.job_gone");
      assertThat(healing.healing().admin().incidents().get(0).message())
          .isEqualTo("Job rates is no longer in " + rig.adapter().runner());
      healing.tick(Duration.ofHours(2));
      assertThat(told(healing)).doesNotContain("job.missed", "job.failed");
    }
  }

  private void fail() {
    runs.incrementAndGet();
    throw new IllegalStateException("no rates");
  }

  private static List<String> told(ManualHealing healing) {
    return healing.healing().admin().incidents().stream().map(Incident::findingId).toList();
  }

  @Test
  void aTriggerThatCameToItsEndIsNoNews() throws Exception {
    rig.job("rates", runs::incrementAndGet);
    rig.scheduler()
        .rescheduleJob(
            TriggerKey.triggerKey("rates"),
            TriggerBuilder.newTrigger()
                .withIdentity("rates")
                .startAt(Date.from(Instant.now().plus(Duration.ofHours(1))))
                .withSchedule(SimpleScheduleBuilder.repeatHourlyForTotalCount(5))
                .build());
    assertThat(standing("rates").state()).isEqualTo(JobStanding.State.SCHEDULED);

    rig.scheduler().unscheduleJob(TriggerKey.triggerKey("rates"));

    assertThat(standing("rates").state()).isEqualTo(JobStanding.State.SCHEDULED);
  }

  @Test
  void aJobOfWhichOneTriggerIsPausedAlreadyIsNotPausedWhole() throws Exception {
    String job = rig.job("rates", runs::incrementAndGet);
    rig.alsoHourly(job, "second");
    rig.scheduler().pauseTrigger(TriggerKey.triggerKey("second"));

    assertThatThrownBy(() -> rig.adapter().pause(job))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("DEFAULT.second of job rates is paused already");
    assertThat(standing(job).next()).isNotNull();
  }

  @Test
  void jobsOfOneRunWithANewNameEachDoNotFillTheList() throws Exception {
    rig.job("steady", runs::incrementAndGet);
    try (ManualHealing healing = Healing.builder().runner(rig.adapter()).manual(Instant.now())) {
      for (int i = 0; i < 40; i++) {
        String once = "once-" + UUID.randomUUID();
        QuartzRig.work(once, runs::incrementAndGet);
        rig.scheduler()
            .scheduleJob(
                JobBuilder.newJob(QuartzRig.Work.class).withIdentity(once).build(),
                TriggerBuilder.newTrigger().startNow().build());
      }
      Node.until(() -> runs.get() == 40 && onlyOneIsLeft());
      healing.tick(Duration.ofSeconds(1));
      assertThat(healing.healing().figures().jobs()).hasSize(41);
      for (int look = 0; look < 3; look++) {
        healing.tick(Duration.ofSeconds(31));
      }

      assertThat(healing.healing().figures().jobs())
          .extracting(job -> job.definition().id())
          .containsExactly("steady");
    }
  }

  private boolean onlyOneIsLeft() {
    try {
      return rig.scheduler().getJobKeys(GroupMatcher.anyJobGroup()).size() == 1;
    } catch (SchedulerException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void twoJobsOfOneIdAreNotOrdered() throws Exception {
    rig.job("shop.sync", runs::incrementAndGet);
    QuartzRig.work("sync", runs::incrementAndGet);
    rig.scheduler()
        .addJob(
            JobBuilder.newJob(QuartzRig.Work.class)
                .withIdentity("sync", "shop")
                .storeDurably()
                .build(),
            false);

    assertThatThrownBy(() -> rig.adapter().run("shop.sync", "k"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("both called \"shop.sync\"");
    assertThat(runs).hasValue(0);
  }
}
