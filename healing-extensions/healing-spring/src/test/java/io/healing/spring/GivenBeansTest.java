package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.core.Healing;
import io.healing.core.HealingEvent;
import io.healing.core.HealingListener;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

/** Beans are given to Healing whatever they need and however they are made, or it is said. */
@Timeout(60)
class GivenBeansTest {
  @TempDir Path home;

  @EnableHealing
  static class Application {}

  static class Alarm implements HealingListener {
    final Queue<HealingEvent> heard = new ConcurrentLinkedQueue<>();
    final Healing healing;

    Alarm(Healing healing) {
      this.healing = healing;
    }

    @Override
    public void on(HealingEvent event) {
      heard.add(event);
    }
  }

  static class Queued implements Monitor {
    @Override
    public String id() {
      return "acme.queue";
    }

    @Override
    public Observation check(MonitorRequest request) {
      return Observation.builder()
          .finding(Finding.of("acme.full", Subject.component("queue"), "The queue is full"))
          .build();
    }
  }

  static class Nameless {
    @Bean
    Queued orders() {
      return new Queued() {
        @Override
        public String id() {
          throw new IllegalStateException("no id for you");
        }
      };
    }
  }

  @Test
  void aPluginThatDoesNotSayItsIdIsRefusedWithTheNameOfItsBean() {
    assertThatThrownBy(
            () -> new AnnotationConfigApplicationContext(Application.class, Nameless.class).close())
        .rootCause()
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> new AnnotationConfigApplicationContext(Application.class, Nameless.class).close())
        .hasStackTraceContaining("The bean \"orders\" (")
        .hasStackTraceContaining("does not say its id: java.lang.IllegalStateException: no id");
  }

  static class Alarms {
    @Bean
    Alarm alarm(Healing healing) {
      return new Alarm(healing);
    }

    @Bean
    Queued queued() {
      return new Queued();
    }
  }

  static class Circle {
    @Bean
    Monitor circular(Healing healing) {
      assertThat(healing).isNotNull();
      return new Queued();
    }
  }

  static class Asking {
    @Bean
    Monitor asking(ObjectProvider<Healing> healing) {
      assertThat(healing).isNotNull();
      return new Queued();
    }
  }

  static class Scoped {
    @Bean
    @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
    Queued scoped() {
      return new Queued();
    }
  }

  private AnnotationConfigApplicationContext started(Class<?>... parts) {
    AnnotationConfigApplicationContext application = inMemory(parts);
    application.refresh();
    return application;
  }

  private AnnotationConfigApplicationContext inMemory(Class<?>... parts) {
    AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    application.registerBean(
        HealingSettings.class, () -> HealingSettings.defaults().withInMemory(true));
    application.register(parts);
    return application;
  }

  @Test
  void aListenerThatHasHealingIsTold() {
    try (var application = started(Alarms.class, Application.class)) {
      Alarm alarm = application.getBean(Alarm.class);
      while (alarm.heard.isEmpty()) {
        LockSupport.parkNanos(2_000_000);
      }
      assertThat(alarm.healing).isSameAs(application.getBean(Healing.class));
    }
  }

  @Test
  void aPlugInThatNeedsHealingIsRefusedByItsName() {
    assertThatThrownBy(() -> started(Application.class, Circle.class))
        .rootCause()
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("\"circular\"")
        .hasMessageContaining("ObjectProvider<Healing>");
    assertThatThrownBy(() -> started(Circle.class, Application.class))
        .rootCause()
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("\"circular\"");
  }

  @Test
  void aPlugInThatAsksForHealingLaterIsTaken() {
    try (var application = started(Asking.class, Application.class)) {
      assertThat(application.getBean(Healing.class).monitors()).contains("acme.queue");
    }
  }

  @Test
  void whatIsBehindAProxyOfAScopeIsTakenOnce() {
    try (var application = started(Scoped.class, Application.class)) {
      assertThat(application.getBean(Healing.class).monitors()).containsOnlyOnce("acme.queue");
    }
  }

  /** Found through {@code META-INF/services}; it would tell another finding than the bean. */
  public static final class Discovered extends Queued {
    @Override
    public Observation check(MonitorRequest request) {
      return Observation.builder()
          .finding(Finding.of("acme.discovered", Subject.component("queue"), "It was discovered"))
          .build();
    }
  }

  /** Found in the same way, beside no bean of its id. */
  public static final class OnlyDiscovered extends Queued {
    @Override
    public String id() {
      return "acme.only";
    }
  }

  @Test
  void aBeanWinsOverADiscoveredPlugInOfTheSameId() throws Exception {
    Path services = Files.createDirectories(home.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(Monitor.class.getName()),
        Discovered.class.getName() + "\n" + OnlyDiscovered.class.getName() + "\n");
    URL[] beside = {home.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(beside, getClass().getClassLoader());
        var application = inMemory(Alarms.class, Application.class)) {
      application.setClassLoader(loader);
      application.refresh();
      Healing healing = application.getBean(Healing.class);
      while (healing.admin().incidents().isEmpty()) {
        LockSupport.parkNanos(2_000_000);
      }

      assertThat(healing.monitors()).containsOnlyOnce("acme.queue").contains("acme.only");
      assertThat(healing.admin().incidents())
          .extracting(Incident::findingId)
          .contains("acme.full")
          .doesNotContain("acme.discovered");
    }
  }

  @Test
  void aStoreThatTheConfigurationNamesAndThatCannotBeOpenedStopsTheStart() throws Exception {
    Path blocked = Files.writeString(home.resolve("data"), "a file, not a directory");
    Path file = Files.writeString(home.resolve("healing.yaml"), "store: { path: data/own.db }\n");
    AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    application.registerBean(
        HealingSettings.class, () -> HealingSettings.defaults().withConfigFile(file));
    application.register(Application.class);

    assertThatThrownBy(application::refresh).rootCause().isNotNull();
    assertThat(blocked).isRegularFile();
  }
}
