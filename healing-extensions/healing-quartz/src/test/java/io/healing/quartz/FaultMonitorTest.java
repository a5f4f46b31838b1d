package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.detect.Incident;
import io.healing.api.job.JobControl.Order;
import io.healing.api.job.Told;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.listeners.TriggerListenerSupport;

/** What the scheduler's own threads notice reaches people, and is over when it is over. */
@Timeout(60)
class FaultMonitorTest {
  private static final Duration LOOK = Duration.ofSeconds(31);

  private final AtomicInteger runs = new AtomicInteger();
  private QuartzRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = QuartzRig.ram().started();
  }

  @AfterEach
  void stop() throws Exception {
    rig.shutDown();
  }

  private ManualHealing healing() {
    return Healing.builder().runner(rig.adapter()).manual(Instant.now());
  }

  private static List<Incident> open(ManualHealing healing, String finding) {
    return healing.healing().admin().incidents().stream()
        .filter(incident -> incident.findingId().equals(finding) && !incident.ended())
        .toList();
  }

  @Test
  void aStartForWhichQuartzCameTooLateIsToldAndIsOverAfterAWhile() throws Exception {
    String job = rig.job("nightly", runs::incrementAndGet);
    try (ManualHealing healing = healing()) {
      healing.tick(LOOK);
      rig.misfire(job);
      healing.tick(LOOK);

      Incident told = open(healing, "quartz.misfired").get(0);
      assertThat(told.subject().name()).isEqualTo("nightly");
      assertThat(told.message()).contains("1 start of job nightly");
      for (int i = 0; i < 30; i++) {
        healing.tick(LOOK);
      }
      assertThat(open(healing, "quartz.misfired")).isEmpty();
    }
  }

  @Test
  void aStartThatWasMadeUpForIsNotToldOrIsOver() throws Exception {
    String job = rig.job("nightly", runs::incrementAndGet);
    try (ManualHealing healing = healing()) {
      healing.tick(LOOK);
      rig.misfire(job);
      rig.scheduler().triggerJob(JobKey.jobKey(job));
      Node.until(() -> runs.get() == 1);
      healing.tick(LOOK);
      assertThat(open(healing, "quartz.misfired")).isEmpty();

      rig.misfire(job);
      healing.tick(LOOK);
      assertThat(open(healing, "quartz.misfired")).hasSize(1);
      rig.scheduler().triggerJob(JobKey.jobKey(job));
      Node.until(() -> runs.get() == 2);

      healing.tick(LOOK).tick(LOOK).tick(LOOK);
      assertThat(open(healing, "quartz.misfired")).isEmpty();
    }
  }

  @Test
  void vetoedStartsAreCountedAndAreNoFailedRuns() throws Exception {
    String job = rig.job("forbidden", runs::incrementAndGet);
    CountDownLatch vetoes = new CountDownLatch(2);
    rig.scheduler()
        .getListenerManager()
        .addTriggerListener(
            new TriggerListenerSupport() {
              @Override
              public String getName() {
                return "freeze";
              }

              @Override
              public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
                return true;
              }
            });
    try (ManualHealing healing = healing()) {
      healing.tick(LOOK);
      rig.scheduler().getListenerManager().addJobListener(new Vetoes(vetoes));
      rig.fire(job);
      rig.fire(job);
      assertThat(vetoes.await(20, TimeUnit.SECONDS)).isTrue();
      healing.tick(LOOK);

      assertThat(open(healing, "quartz.vetoed").get(0).message()).contains("2 starts");
      assertThat(open(healing, "job.failed")).isEmpty();
      assertThat(runs).hasValue(0);
    }
  }

  /** Quartz tells it after ours, which was there first. */
  private static final class Vetoes extends org.quartz.listeners.JobListenerSupport {
    private final CountDownLatch told;

    Vetoes(CountDownLatch told) {
      this.told = told;
    }

    @Override
    public String getName() {
      return "vetoes";
    }

    @Override
    public void jobExecutionVetoed(JobExecutionContext context) {
      told.countDown();
    }
  }

  @Test
  void aJobThatThrowsIsNoErrorOfTheScheduler() throws Exception {
    String job =
        rig.job(
            "bad",
            () -> {
              runs.incrementAndGet();
              throw new IllegalStateException("no prices");
            });
    try (ManualHealing healing = healing()) {
      healing.tick(LOOK);
      rig.fire(job);
      Node.until(() -> tickedUntil(healing, "job.failed"));

      assertThat(open(healing, "quartz.error")).isEmpty();
    }
  }

  private static boolean tickedUntil(ManualHealing healing, String finding) {
    healing.tick(LOOK);
    return !open(healing, finding).isEmpty();
  }

  @Test
  void aJobThatCannotBeMadeIsAnErrorOfTheSchedulerUntilTheHoldIsOver() throws Exception {
    String job = rig.job("lost", runs::incrementAndGet);
    try (ManualHealing healing = healing()) {
      healing.tick(LOOK);
      rig.giveUp(job);
      healing.tick(LOOK);

      Incident told = open(healing, "quartz.error").get(0);
      assertThat(told.subject().name()).isEqualTo("@component/" + rig.adapter().runner());
      assertThat(told.message()).contains("class of job lost cannot be loaded");
      for (int i = 0; i < 30; i++) {
        healing.tick(LOOK);
      }
      assertThat(open(healing, "quartz.error")).isEmpty();
    }
  }

  @Test
  void aSchedulerInStandbyIsToldAfterItsGraceAndClearedWhenItRuns() throws Exception {
    try (ManualHealing healing = healing()) {
      healing.tick(LOOK);
      rig.scheduler().standby();
      healing.tick(LOOK);
      assertThat(open(healing, "quartz.standby")).isEmpty();
      for (int i = 0; i < 11; i++) {
        healing.tick(LOOK);
      }
      assertThat(open(healing, "quartz.standby")).hasSize(1);

      rig.scheduler().start();
      for (int i = 0; i < 6; i++) {
        healing.tick(LOOK);
      }
      assertThat(open(healing, "quartz.standby")).isEmpty();
    }
  }

  @Test
  void aSchedulerThatWasNeverStartedIsLeftInPeace() throws Exception {
    QuartzRig idle = QuartzRig.ram();
    try (ManualHealing healing = Healing.builder().runner(idle.adapter()).manual(Instant.now())) {
      for (int i = 0; i < 30; i++) {
        healing.tick(LOOK);
      }
      assertThat(open(healing, "quartz.standby")).isEmpty();
    } finally {
      idle.shutDown();
    }
  }

  @Test
  void aSchedulerThatWasShutDownUnderHealingIsTold() throws Exception {
    try (ManualHealing healing = healing()) {
      healing.tick(LOOK);
      rig.shutDown();
      healing.tick(LOOK);

      assertThat(open(healing, "quartz.shut_down")).hasSize(1);
    }
  }

  /** Not even an error of ours reaches Quartz. */
  @Test
  void aListenerOfOursThatThrowsStopsNoJobAndIsTold() throws Exception {
    rig.adapter().join(Told.Broken.BY_ERROR);
    try (ManualHealing healing =
        Healing.builder().plugin(rig.adapter().plugins().get(0)).manual(Instant.now())) {
      String job = rig.job("steady", runs::incrementAndGet);
      rig.fire(job);
      Node.until(() -> runs.get() == 1);
      rig.fire(job);
      Node.until(() -> runs.get() == 2);
      healing.tick(LOOK);

      Incident told = open(healing, "quartz.listener_failed").get(0);
      assertThat(told.subject().name()).isEqualTo("@healing/" + rig.adapter().id());
      assertThat(told.message()).contains(Told.Broken.WORDS);
    }
  }

  @Test
  void onlyAJobThatAllowsItIsInterrupted() throws Exception {
    rig.scheduler()
        .scheduleJob(
            JobBuilder.newJob(Stubborn.class).withIdentity("stubborn").storeDurably().build(),
            TriggerBuilder.newTrigger()
                .startAt(Date.from(Instant.now().plusSeconds(3_600)))
                .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
                .build());
    String polite = rig.job("polite", () -> {});

    assertThat(rig.adapter().orders("stubborn")).doesNotContain(Order.INTERRUPT);
    assertThat(rig.adapter().instead(Order.INTERRUPT, "stubborn").orElseThrow())
        .contains("let io.healing.quartz", "implement org.quartz.InterruptableJob");
    assertThat(rig.adapter().instead(Order.RUN, "stubborn")).isEmpty();
    assertThat(rig.adapter().instead(Order.INTERRUPT, "nobody")).isEmpty();
    assertThat(rig.adapter().orders(polite)).contains(Order.INTERRUPT);
    assertThat(rig.scheduler().checkExists(JobKey.jobKey("stubborn"))).isTrue();
  }

  /** Cannot be interrupted. */
  public static final class Stubborn implements org.quartz.Job {
    @Override
    public void execute(JobExecutionContext context) {}
  }
}
