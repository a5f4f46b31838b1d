package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.environment.EnvironmentException;
import io.healing.api.environment.StartGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** The doctor at the door of an application. */
@Timeout(60)
class StartCheckTest {
  private static final AtomicInteger MADE = new AtomicInteger();

  @TempDir Path home;

  @EnableHealing
  static class Application {
    @Bean
    Object first() {
      MADE.incrementAndGet();
      return new Object();
    }
  }

  @BeforeEach
  void nothingIsMade() {
    MADE.set(0);
  }

  private AnnotationConfigApplicationContext started(HealingSettings how, Class<?>... parts) {
    AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    application.registerBean(HealingSettings.class, () -> how);
    application.register(parts);
    application.refresh();
    return application;
  }

  private HealingSettings settings() {
    return HealingSettings.defaults().withStore(home.resolve("healing.db"));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(home.resolve("healing.yaml"), text);
  }

  @Test
  void anEnvironmentWithErrorsStopsTheStartBeforeAnyBeanWhereTheGateFails() throws Exception {
    Path missing = home.resolve("data");
    Path file = file("environment:\n  directories:\n    - data\n");
    HealingSettings how = settings().withConfigFile(file).withStartGate(StartGate.FAIL);

    assertThatThrownBy(() -> started(how, Application.class))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("data");
    assertThat(MADE).hasValue(0);
    assertThat(missing).doesNotExist();
  }

  @Test
  void theGateMendsWhatIsDeclaredWhereItHeals() throws Exception {
    Path file = file("environment:\n  directories:\n    - data\n");
    HealingSettings how = settings().withConfigFile(file).withStartGate(StartGate.HEAL);

    started(how, Application.class).close();

    assertThat(home.resolve("data")).isDirectory();
  }

  @Test
  void theGateOnlyWarnsByDefault() throws Exception {
    Path file = file("environment:\n  directories:\n    - data\n");

    try (var application = started(settings().withConfigFile(file), Application.class)) {
      assertThat(application.isRunning()).isTrue();
    }
    assertThat(home.resolve("data")).doesNotExist();
  }

  @EnableHealing
  @EnableScheduling
  static class SaysHowItself {
    static volatile HealingSettings how;
    final CountDownLatch ran = new CountDownLatch(1);

    @Autowired
    @Qualifier("first")
    Object first;

    @Bean
    HealingSettings healingSettings() {
      return how;
    }

    @Scheduled(fixedRate = 20, timeUnit = TimeUnit.MILLISECONDS)
    void often() {
      ran.countDown();
    }
  }

  static class First {
    @Bean
    Object first() {
      MADE.incrementAndGet();
      return new Object();
    }
  }

  @Test
  void whatMakesTheSettingsIsABeanLikeOthers() throws Exception {
    SaysHowItself.how = settings();
    try (var application =
        new AnnotationConfigApplicationContext(SaysHowItself.class, First.class)) {
      SaysHowItself made = application.getBean(SaysHowItself.class);
      assertThat(made.first).isNotNull();
      assertThat(made.ran.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(application.getBean(SpringTaskRunner.class).standings()).hasSize(1);
    }
  }

  @EnableHealing
  static class Last extends First {
    static final AtomicInteger LATE = new AtomicInteger();

    @Bean
    Integer late() {
      return LATE.incrementAndGet();
    }
  }

  @Test
  void theGateFailsBeforeTheFirstBeanAlsoWhereABeanMakesTheSettings() throws Exception {
    Path file = file("environment:\n  directories:\n    - data\n");
    SaysHowItself.how = settings().withConfigFile(file).withStartGate(StartGate.FAIL);

    assertThatThrownBy(
            () -> new AnnotationConfigApplicationContext(Last.class, SaysHowItself.class))
        .isInstanceOf(EnvironmentException.class);
    assertThat(Last.LATE).hasValue(0);
    assertThat(home.resolve("healing.db")).doesNotExist();
  }
}
