package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** A task that hangs holds up the others where the pool is too small for both. */
@Timeout(60)
class PoolMonitorTest {
  private final AnnotationConfigApplicationContext application =
      new AnnotationConfigApplicationContext();

  static class Jobs {
    final CountDownLatch hangs = new CountDownLatch(1);
    final CountDownLatch over = new CountDownLatch(1);

    @Scheduled(fixedDelay = 3_600_000)
    void hanging() throws InterruptedException {
      hangs.countDown();
      over.await();
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 400)
    void first() {}

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 500)
    void second() {}
  }

  @EnableScheduling
  static class Scheduling {
    @Bean
    Jobs jobs() {
      return new Jobs();
    }
  }

  static class PoolOfTwo {
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
      ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
      scheduler.setPoolSize(2);
      return scheduler;
    }
  }

  static class PoolOfOne {
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
      return new ThreadPoolTaskScheduler();
    }
  }

  static class TwoPools {
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
      ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
      scheduler.setPoolSize(2);
      return scheduler;
    }

    @Bean
    @Primary
    ThreadPoolTaskScheduler small() {
      return new ThreadPoolTaskScheduler();
    }
  }

  static class Async {
    @Bean
    SimpleAsyncTaskScheduler taskScheduler() {
      return new SimpleAsyncTaskScheduler();
    }
  }

  @AfterEach
  void stop() {
    application.getBean(Jobs.class).over.countDown();
    application.close();
  }

  private List<String> said(Class<?>... parts) throws InterruptedException {
    application.registerBean(
        SpringTaskRunner.class, () -> new SpringTaskRunner(application.getBeanFactory()));
    application.register(Scheduling.class);
    if (parts.length > 0) {
      application.register(parts);
    }
    application.refresh();
    SpringTaskRunner runner = application.getBean(SpringTaskRunner.class);
    assertThat(application.getBean(Jobs.class).hangs.await(20, TimeUnit.SECONDS)).isTrue();
    Instant later = Instant.now().plus(Duration.ofMinutes(41));
    try (ManualHealing healing = Healing.builder().runner(runner).manual(later)) {
      healing.tick(Duration.ofSeconds(31));
      return healing.healing().admin().incidents().stream()
          .filter(one -> one.findingId().equals("spring.pool_occupied"))
          .map(one -> one.message())
          .toList();
    }
  }

  @Test
  void springsOwnThreadThatIsOccupiedIsToldWithWhatOccupiesItAndHowManyWait() throws Exception {
    assertThat(said())
        .containsExactly(
            "2 tasks are late: the pool of 1 (scheduler of one thread that Spring makes) is"
                + " occupied by io.healing.spring.PoolMonitorTest$Jobs.hanging for 41 min");
  }

  @Test
  void thePoolOfABeanIsToldByItsName() throws Exception {
    assertThat(said(PoolOfOne.class))
        .singleElement()
        .asString()
        .contains("the pool of 1 (scheduler taskScheduler)");
  }

  @Test
  void ofSeveralPoolsTheFirstChoiceIsTold() throws Exception {
    assertThat(said(TwoPools.class))
        .singleElement()
        .asString()
        .contains("the pool of 1 (scheduler small)");
  }

  @Test
  void aPoolWithAThreadToSpareIsNotTold() throws Exception {
    assertThat(said(PoolOfTwo.class)).isEmpty();
  }

  @Test
  void fixedDelaysShareOneThreadAlsoWhereEveryRunWouldHaveItsOwn() throws Exception {
    assertThat(said(Async.class)).singleElement().asString().contains("the pool of 1");
  }
}
