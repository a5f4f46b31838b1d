package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobRun;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.HealingEvent;
import io.healing.core.HealingListener;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.sqlite.SQLiteDataSource;

/** One annotation and no further code. */
@Timeout(60)
class EnableHealingTest {
  private static final String BROKEN = Jobs.class.getName() + ".broken";

  @TempDir Path home;

  static class Jobs {
    @Scheduled(fixedRate = 50, timeUnit = TimeUnit.MILLISECONDS)
    void broken() {
      throw new IllegalStateException("no prices for today");
    }
  }

  @EnableHealing
  @EnableScheduling
  static class Application {
    @Bean
    Jobs jobs() {
      return new Jobs();
    }
  }

  static class Plugs {
    final Queue<HealingEvent> events = new ConcurrentLinkedQueue<>();

    @Bean
    Monitor queue() {
      return new Monitor() {
        @Override
        public String id() {
          return "acme.queue";
        }

        @Override
        public Observation check(MonitorRequest request) {
          Subject queue = Subject.component("queue");
          return Observation.builder()
              .finding(Finding.of("acme.queue.full", queue, "The queue is full"))
              .build();
        }
      };
    }

    @Bean
    HealingListener listener() {
      return events::add;
    }
  }

  private AnnotationConfigApplicationContext started(HealingSettings how, Class<?>... parts) {
    AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    application.registerBean(HealingSettings.class, () -> how);
    application.register(parts);
    application.refresh();
    return application;
  }

  private HealingSettings settings() {
    return HealingSettings.defaults()
        .withName("shop")
        .withStore(home.resolve("healing.db"))
        .withRefresh(Duration.ofMillis(20));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(home.resolve("healing.yaml"), text);
  }

  private static void until(BooleanSupplier happened) {
    while (!happened.getAsBoolean()) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void aScheduledMethodThatFailsIsAnIncidentAndKeptOverARestart() throws Exception {
    Path file = file("self_healing: { error_detection: { monitoring_interval: 1 } }\n");
    HealingSettings how = settings().withConfigFile(file);
    try (var application = started(how, Application.class)) {
      Healing healing = application.getBean(Healing.class);
      until(() -> !healing.admin().incidents().isEmpty());
      assertThat(healing.admin().incidents())
          .anySatisfy(one -> assertThat(one.subject().name()).isEqualTo(BROKEN));
      assertThat(healing.admin().actions()).isEmpty();
    }

    try (var again = started(how, Application.class)) {
      Healing healing = again.getBean(Healing.class);
      assertThat(healing.admin().runs(BROKEN)).extracting(JobRun::jobId).contains(BROKEN);
      assertThat(healing.admin().incidents()).isNotEmpty();
    }
  }

  @Test
  void beansOfPlugInTypesAreTakenAndListenersAreTold() {
    try (var application = started(settings(), Application.class, Plugs.class)) {
      Plugs plugs = application.getBean(Plugs.class);
      until(() -> plugs.events.stream().anyMatch(e -> e.text().contains("The queue is full")));

      assertThat(application.getBean(Healing.class).monitors())
          .contains("acme.queue", "spring.pool");
    }
  }

  static class Database {
    @Bean
    DataSource orders() {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite::memory:");
      return source;
    }
  }

  @Test
  void aDataSourceBeanIsWatchedByItsName() throws Exception {
    Path file = file("self_healing: { error_detection: { monitoring_interval: 1 } }\n");
    try (var application =
        started(settings().withConfigFile(file), Application.class, Database.class)) {
      Healing healing = application.getBean(Healing.class);
      until(() -> healing.samples().keySet().stream().anyMatch(name -> name.contains("orders")));
    }
  }

  @Test
  void theSnapshotIsThereWithoutAsking() {
    try (var application = started(settings(), Application.class)) {
      HealingSnapshot snapshot = application.getBean(HealingSnapshot.class);
      until(() -> snapshot.newest().filter(s -> s.running() && s.jobs() == 1).isPresent());
      assertThat(snapshot.fault()).isEmpty();
    }
  }

  @Test
  void inMemoryMakesNoFile() {
    try (var application =
        started(settings().withStore(null).withInMemory(true), Application.class)) {
      assertThat(application.getBean(Healing.class).status().observeOnlyBecause()).isNotNull();
    }
    assertThat(home.resolve("healing.db")).doesNotExist();
  }

  @Test
  void aUsualPlaceThatCannotBeWrittenStopsNoApplicationButOneThatWasChosenDoes() throws Exception {
    Path file = file("self_healing: { enabled: true }\n");
    Path blocked = Files.writeString(home.resolve(".healing"), "a file, not a directory");
    HealingSettings usual = settings().withStore(null).withConfigFile(file);

    try (var application = started(usual, Application.class)) {
      assertThat(application.getBean(Healing.class).status().observeOnlyBecause()).isNotNull();
    }
    assertThatThrownBy(
            () -> started(usual.withStore(blocked.resolve("healing.db")), Application.class))
        .rootCause()
        .isNotNull();
  }

  @Test
  void aConfigurationFileThatIsNotThereIsRefusedWithItsPlace() {
    HealingSettings how = settings().withConfigFile(home.resolve("nowhere.yaml"));

    assertThatThrownBy(() -> started(how, Application.class))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("nowhere.yaml")
        .hasMessageContaining("healing.config-file");
  }

  @Test
  void twoStoresAreRefusedWithBothNames() throws Exception {
    Path url = file("self_healing: { database_url: 'jdbc:sqlite:one.db' }\n");

    assertThatThrownBy(() -> started(settings().withConfigFile(url), Application.class))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("healing.db, and self_healing.database_url is jdbc:sqlite:one.db");
    assertThatThrownBy(() -> started(settings().withInMemory(true), Application.class))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("healing.store.in-memory");
    assertThatThrownBy(() -> started(settings(), Application.class, OwnStore.class))
        .rootCause()
        .hasMessageContaining("the bean myStore is a store");
  }

  static class OwnStore {
    @Bean
    HealingStore myStore() {
      return InMemoryStore.create();
    }
  }
}
