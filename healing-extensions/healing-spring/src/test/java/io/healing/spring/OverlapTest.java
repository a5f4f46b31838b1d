package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** A method of which no code expects two runs at once, in a pool that has threads for them. */
@Timeout(60)
class OverlapTest {
  private static final String LOAD = Import.class.getName() + ".load";

  private final AnnotationConfigApplicationContext application =
      new AnnotationConfigApplicationContext();

  static class Import {
    final Semaphore let = new Semaphore(0);
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final AtomicInteger begun = new AtomicInteger();

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.MILLISECONDS)
    void load() throws InterruptedException {
      begun.incrementAndGet();
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      try {
        let.acquire();
      } finally {
        inside.decrementAndGet();
      }
    }
  }

  @EnableScheduling
  static class Application {
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
      ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
      scheduler.setPoolSize(4);
      return scheduler;
    }

    @Bean
    Import load() {
      return new Import();
    }
  }

  @AfterEach
  void stop() {
    application.getBean(Import.class).let.release(100_000);
    application.close();
  }

  private SpringTaskRunner start() {
    application.registerBean(
        SpringTaskRunner.class, () -> new SpringTaskRunner(application.getBeanFactory()));
    application.register(Application.class);
    application.refresh();
    return application.getBean(SpringTaskRunner.class);
  }

  private static void until(BooleanSupplier happened) {
    for (int i = 0; i < 25_000 && !happened.getAsBoolean(); i++) {
      LockSupport.parkNanos(2_000_000);
    }
    assertThat(happened.getAsBoolean()).isTrue();
  }

  /** Until the pool has had time for what was put into it before. */
  private void poolPassed() throws InterruptedException {
    CountDownLatch passed = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      application.getBean(ThreadPoolTaskScheduler.class).execute(passed::countDown);
    }
    assertThat(passed.await(30, TimeUnit.SECONDS)).isTrue();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
  }

  @Test
  void aRunByOrderIsLeftOutWhileOneOfTheScheduleIsUnderWay() throws Exception {
    SpringTaskRunner runner = start();
    Import load = application.getBean(Import.class);
    until(() -> load.inside.get() == 1);

    runner.run(LOAD, "a1");
    poolPassed();

    assertThat(load.most.get()).isOne();
  }

  @Test
  void theScheduleLeavesItsStartsOutWhileARunByOrderIsUnderWay() throws Exception {
    SpringTaskRunner runner = start();
    Import load = application.getBean(Import.class);
    until(() -> load.inside.get() == 1);
    runner.pause(LOAD);
    load.let.release();
    until(() -> load.inside.get() == 0);
    runner.run(LOAD, "a1");
    until(() -> load.inside.get() == 1);

    runner.resume(LOAD);
    poolPassed();

    assertThat(load.most.get()).isOne();
    load.let.release();
    until(() -> load.begun.get() == 3);
  }
}
