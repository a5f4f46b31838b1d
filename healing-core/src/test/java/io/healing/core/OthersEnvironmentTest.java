package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.config.HealingConfig;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor left is no affair of a program that declares no environment. */
class OthersEnvironmentTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir private Path directory;

  @Test
  void aProgramWithoutADeclaredEnvironmentSaysNothingOfIt() {
    InMemoryStore store = InMemoryStore.create();
    Finding finding =
        Finding.of("environment.env_key_placeholder", Subject.environment(".env#KEY"), "no value");
    store
        .incidents()
        .save(Incident.open("i-1", "healing.environment-env-file", "f", finding, NOON));
    List<HealingEvent> heard = new ArrayList<>();
    try (ManualHealing healing =
        Healing.builder().config(HealingConfig.defaults(directory)).store(store).manual(NOON)) {
      healing.healing().addListener(heard::add);
      healing.tick(Duration.ofMinutes(5));
    }
    assertThat(heard).noneMatch(event -> event.subject().isEnvironment());
    assertThat(store.incidents().active()).hasSize(1);
  }
}
