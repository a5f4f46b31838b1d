package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.core.Healing;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Applications choose their scheduler by a configurer of their own. */
@Timeout(60)
class ConfigurersTest {
  private static final String WORK = Work.class.getName() + ".work";

  static class Work {
    @Scheduled(fixedRate = 20)
    void work() {}
  }

  @Configuration
  @EnableHealing
  @EnableScheduling
  static class Application {
    @Bean
    Work work() {
      return new Work();
    }

    @Bean
    static HealingSettings healingSettings() {
      return HealingSettings.defaults().withInMemory(true);
    }

    @Bean(destroyMethod = "shutdown")
    ThreadPoolTaskScheduler mine() {
      ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
      scheduler.setThreadNamePrefix("mine-");
      return scheduler;
    }

    @Bean
    SchedulingConfigurer pool() {
      return registrar -> registrar.setTaskScheduler(mine());
    }
  }

  @Configuration
  @EnableScheduling
  static class Taken {
    @Bean
    SpringTaskRunner runner(ConfigurableListableBeanFactory beans) {
      return new SpringTaskRunner(beans);
    }

    @Bean
    Work work() {
      return new Work();
    }

    @Bean(destroyMethod = "shutdown")
    ThreadPoolTaskScheduler mine() {
      return new ThreadPoolTaskScheduler();
    }

    @Bean
    SchedulingConfigurer later() {
      return registrar -> registrar.setTaskScheduler(mine());
    }
  }

  private static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void theSchedulerThatAConfigurerOfTheApplicationSetsIsObserved() {
    try (var application = new AnnotationConfigApplicationContext(Application.class)) {
      Healing healing = application.getBean(Healing.class);

      until(() -> !healing.admin().runs(WORK).isEmpty());
    }
  }

  @Test
  void whatGoesPastHealingAllTheSameIsSaidOnce() {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try (var application = new AnnotationConfigApplicationContext(Taken.class)) {
      SpringTaskRunner runner = application.getBean(SpringTaskRunner.class);

      until(() -> runner.standings().isEmpty() && said.size() > 0);
      assertThat(runner.standings()).isEmpty();
    } finally {
      System.setErr(before);
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("Not observed")
        .contains(WORK);
  }
}
