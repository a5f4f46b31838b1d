package io.healing.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.environment.EnvironmentException;
import io.healing.api.environment.StartGate;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The look at the environment does no harm to the application that it stands before. */
@Timeout(60)
class SettingsBeanTest {
  @TempDir Path home;

  /** As people write it, where they do not know that such a method should be static. */
  @Configuration
  @EnableHealing
  static class Application {
    @Autowired @Nullable Environment environment;

    private final HealingSettings how;

    Application(HealingSettingsSource source) {
      how = source.how();
    }

    @Bean
    HealingSettings healingSettings() {
      return how;
    }
  }

  record HealingSettingsSource(HealingSettings how) {}

  @Configuration
  @EnableHealing
  static class Annotated {}

  @BeforeEach
  void declares() throws IOException {
    Files.writeString(home.resolve("healing.yaml"), "environment:\n  directories: [data]\n");
  }

  private HealingSettings settings(StartGate gate) {
    return HealingSettings.defaults()
        .withConfigFile(home.resolve("healing.yaml"))
        .withStartGate(gate);
  }

  private AnnotationConfigApplicationContext started(HealingSettings how) {
    AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    application.registerBean(HealingSettingsSource.class, () -> new HealingSettingsSource(how));
    application.register(Application.class);
    application.refresh();
    return application;
  }

  @Test
  void aConfigurationWhoseMethodMakesTheSettingsHasItsFieldsInjected() {
    try (var application = started(settings(StartGate.WARN))) {
      assertThat(application.getBean(Application.class).environment).isNotNull();
    }
  }

  @Test
  void theGateHoldsThereToo() {
    assertThatThrownBy(() -> started(settings(StartGate.FAIL)))
        .isInstanceOf(EnvironmentException.class);

    started(settings(StartGate.HEAL)).close();

    assertThat(home.resolve("data")).isDirectory();
  }

  @Test
  void nothingIsMadeWhereNothingIsKept() {
    HealingSettings forgets = settings(StartGate.HEAL).withInMemory(true);
    AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    application.registerBean(HealingSettings.class, () -> forgets);
    application.register(Annotated.class);
    application.refresh();

    application.close();

    assertThat(home).isDirectoryContaining(file -> file.endsWith("healing.yaml"));
    assertThat(home.resolve("data")).doesNotExist();
    assertThat(home.resolve(".healing")).doesNotExist();
  }

  @Test
  void whereABeanIsTheStoreRepairsAreKeptThere() {
    AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    application.registerBean(HealingSettings.class, () -> settings(StartGate.HEAL));
    application.registerBean(
        HealingStore.class, () -> SqliteHealingStore.open(home.resolve("own.db")));
    application.register(Annotated.class);
    application.refresh();
    try (application) {
      assertThat(application.getBean(Healing.class).admin().actions()).hasSize(1);
    }
    assertThat(home.resolve("data")).isDirectory();
    assertThat(home.resolve(".healing")).doesNotExist();
  }
}
