package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.job.JobControl.Order;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import io.healing.api.job.Told;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.TaskUtils;

/** Annotated methods of an application as people write them. */
@Timeout(180)
class ScheduledMethodsTest {
  private static final String NIGHTLY = Reports.class.getName() + ".nightly";
  private static final String OFTEN = Reports.class.getName() + ".often";
  private static final String SELDOM = Reports.class.getName() + ".seldom";

  private final AnnotationConfigApplicationContext application =
      new AnnotationConfigApplicationContext();
  private final Told told = new Told();

  static class Reports {
    final AtomicInteger runs = new AtomicInteger();

    @Scheduled(cron = "0 0 3 * * MON", zone = "Europe/Berlin")
    void nightly() {}

    @Scheduled(fixedRate = 20, timeUnit = TimeUnit.MILLISECONDS)
    void often() {
      runs.incrementAndGet();
      throw new IllegalStateException("no prices for today");
    }

    @Scheduled(fixedDelay = 20, timeUnit = TimeUnit.MILLISECONDS)
    void seldom() throws Exception {
      throw new java.io.IOException("no network");
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    @Scheduled(cron = "0 0 5 * * *")
    void twice() {}
  }

  @EnableScheduling
  static class Scheduling {
    @Bean
    Reports reports() {
      return new Reports();
    }
  }

  static class Propagating {
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
      ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
      scheduler.setErrorHandler(TaskUtils.LOG_AND_PROPAGATE_ERROR_HANDLER);
      return scheduler;
    }
  }

  static class Async {
    @Bean
    TaskScheduler taskScheduler() {
      SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
      scheduler.setThreadNamePrefix("each-");
      scheduler.setVirtualThreads(Runtime.version().feature() >= 21);
      return scheduler;
    }
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private SpringTaskRunner application(Class<?>... parts) {
    application.registerBean(SpringTaskRunner.class, this::joined);
    application.register(Scheduling.class);
    if (parts.length > 0) {
      application.register(parts);
    }
    application.refresh();
    return application.getBean(SpringTaskRunner.class);
  }

  /** Before the first run, so that none is missed. */
  private SpringTaskRunner joined() {
    SpringTaskRunner runner = new SpringTaskRunner(application.getBeanFactory());
    runner.join(told);
    return runner;
  }

  private static JobStanding standing(SpringTaskRunner runner, String job) {
    return runner.standings().stream()
        .filter(one -> one.definition().id().equals(job))
        .findFirst()
        .orElseThrow();
  }

  private static void until(BooleanSupplier happened) {
    for (int i = 0; i < 25_000 && !happened.getAsBoolean(); i++) {
      LockSupport.parkNanos(2_000_000);
    }
    assertThat(happened.getAsBoolean()).isTrue();
  }

  @Test
  void anAnnotatedMethodIsKnownByClassAndMethodWithItsScheduleAndNextStart() {
    SpringTaskRunner runner = application();

    JobStanding nightly = standing(runner, NIGHTLY);

    assertThat(nightly.definition().name()).isEqualTo("ScheduledMethodsTest$Reports.nightly");
    assertThat(nightly.words()).isEqualTo("cron 0 0 3 * * MON");
    assertThat(nightly.next()).isAfter(Instant.now());
    assertThat(runner.orders(NIGHTLY)).containsExactlyInAnyOrder(Order.values());
  }

  @Test
  void twoSchedulesOfOneMethodAreOneJobThatStartsByTheEarlier() {
    SpringTaskRunner runner = application();

    JobStanding twice = standing(runner, Reports.class.getName() + ".twice");

    assertThat(twice.words()).contains("cron 0 0 5 * * *").contains("PT1H after each end");
    assertThat(twice.next()).isBefore(Instant.now().plusSeconds(3601));
  }

  @Test
  void aMethodThatThrowsIsToldEachTimeAndGoesOnAsWithoutHealing() {
    application();

    until(() -> told.ended(OFTEN).size() >= 3);

    RunResult result = told.ended(OFTEN).get(0).result();
    assertThat(result.outcome()).isEqualTo(RunOutcome.FAILURE);
    assertThat(result.cause().orElseThrow()).hasMessage("no prices for today");
  }

  @Test
  void onAThreadForEachRunAMethodThatThrowsGoesOnToo() {
    SpringTaskRunner runner = application(Async.class);

    until(() -> told.ended(OFTEN).size() >= 3 && told.ended(SELDOM).size() >= 3);

    assertThat(told.ended(SELDOM).get(0).result().cause().orElseThrow())
        .isInstanceOf(java.io.IOException.class);
    assertThat(told.ended(OFTEN).get(2).startThread().getName()).startsWith("each-");
    assertThat(standing(runner, OFTEN).state()).isEqualTo(JobStanding.State.SCHEDULED);
  }

  @Test
  void aMethodWhoseExceptionEndsItIsToldAsStoppedAndCanBeScheduledAgain() {
    SpringTaskRunner runner = application(Propagating.class);
    until(() -> standing(runner, OFTEN).state() == JobStanding.State.STOPPED);
    int runs = application.getBean(Reports.class).runs.get();
    assertThat(runs).isOne();
    assertThat(standing(runner, OFTEN).words()).contains("IllegalStateException");

    runner.schedule(OFTEN);

    until(() -> application.getBean(Reports.class).runs.get() == 2);
    assertThatThrownBy(() -> runner.schedule(NIGHTLY)).isInstanceOf(HealingException.class);
  }

  static class Hanging {
    final CountDownLatch begun = new CountDownLatch(1);
    final AtomicInteger runs = new AtomicInteger();

    @Scheduled(fixedDelay = 20, timeUnit = TimeUnit.MILLISECONDS)
    void report() throws InterruptedException {
      if (runs.incrementAndGet() == 1) {
        begun.countDown();
        new CountDownLatch(1).await();
      }
    }
  }

  @Test
  void aRunThatIsInterruptedByOrderLeavesItsMethodOnTheScheduleWhereExceptionsEndIt()
      throws Exception {
    SpringTaskRunner runner = application(Propagating.class, Hanging.class);
    String report = Hanging.class.getName() + ".report";
    Hanging hanging = application.getBean(Hanging.class);
    hanging.begun.await();
    until(() -> !told.runs(report).isEmpty());

    runner.interrupt(report, told.runs(report).get(0).id());

    until(() -> hanging.runs.get() >= 3);
    assertThat(standing(runner, report).state()).isEqualTo(JobStanding.State.SCHEDULED);
    assertThat(told.ended(report).get(0).result().outcome()).isEqualTo(RunOutcome.FAILURE);
  }

  static class Choosing {
    @Bean
    SchedulingConfigurer chooses() {
      ThreadPoolTaskScheduler chosen = new ThreadPoolTaskScheduler();
      chosen.setThreadNamePrefix("chosen-");
      chosen.setDaemon(true);
      chosen.initialize();
      return registrar -> registrar.setTaskScheduler(chosen);
    }
  }

  @Test
  void theSchedulerThatAnotherConfigurerChoseIsTheOneThatIsObserved() {
    SpringTaskRunner runner = application(ObserverLast.class, Choosing.class);

    until(() -> !told.ended(OFTEN).isEmpty());

    assertThat(told.ended(OFTEN).get(0).startThread().getName()).startsWith("chosen-");
    assertThat(standing(runner, NIGHTLY).next()).isNotNull();
  }

  static class Once {
    @Scheduled(initialDelay = 1)
    void once() {
      throw new IllegalStateException("no prices for today");
    }
  }

  @Test
  void aTaskThatRunsOnceIsOverAfterItsRunAlsoWhereThatFailed() {
    application.registerBean(Once.class);
    SpringTaskRunner runner = application(Propagating.class);
    String once = Once.class.getName() + ".once";

    until(() -> runner.standings().stream().noneMatch(o -> o.definition().id().equals(once)));

    assertThatThrownBy(() -> runner.schedule(once)).isInstanceOf(HealingException.class);
  }

  @Test
  void whatSpringCancelsIsGoneAlsoAfterItWasScheduledAgain() {
    SpringTaskRunner runner = application(Propagating.class);
    until(() -> standing(runner, OFTEN).state() == JobStanding.State.STOPPED);
    runner.schedule(OFTEN);

    application
        .getBean(ScheduledAnnotationBeanPostProcessor.class)
        .postProcessBeforeDestruction(application.getBean(Reports.class), "reports");

    assertThat(runner.standings()).isEmpty();
  }

  @Test
  void aPausedMethodDoesNotRunUntilItIsResumed() {
    SpringTaskRunner runner = application();
    until(() -> !told.ended(OFTEN).isEmpty());
    runner.pause(OFTEN);
    until(() -> told.runs(OFTEN).size() == told.ended(OFTEN).size());
    int before = told.runs(OFTEN).size();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(told.runs(OFTEN)).hasSizeLessThanOrEqualTo(before + 1);

    runner.resume(OFTEN);

    until(() -> told.runs(OFTEN).size() > before + 1);
  }

  @Test
  void anInterruptThatComesTooLateHitsNoOtherRun() throws Exception {
    SpringTaskRunner runner = application();
    until(() -> told.ended(OFTEN).size() >= 1);
    long over = told.ended(OFTEN).get(0).id();

    assertThatThrownBy(() -> runner.interrupt(OFTEN, over)).isInstanceOf(HealingException.class);

    until(() -> told.ended(OFTEN).size() >= 3);
    assertThat(told.ended(OFTEN))
        .allSatisfy(
            run -> assertThat(run.result().cause().orElseThrow()).hasMessageContaining("prices"));
  }

  @Test
  void theIdOfALambdaDoesNotChangeFromStartToStart() {
    Runnable work = () -> {};

    assertThat(JobIds.id(work)).isEqualTo(ScheduledMethodsTest.class.getName() + ".lambda");
    assertThat(JobIds.id(new Plain())).isEqualTo(Plain.class.getName());
  }

  private static final class Plain implements Runnable {
    @Override
    public void run() {}
  }
}
