package io.healing.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.LogLevelControl;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogbackLevelsTest {
  private static final Logger LOG = LoggerFactory.getLogger("acme.stock");
  private final LogLevelControl levels = new LogbackLevels();
  @TempDir Path home;

  @AfterEach
  void asItWas() {
    levels.set("acme.stock", Optional.empty());
    levels.set("ROOT", Optional.of("INFO"));
  }

  @Test
  void itIsFoundAsAService() {
    assertThat(ServiceLoader.load(LogLevelControl.class))
        .hasExactlyElementsOfTypes(LogbackLevels.class);
  }

  @Test
  void aLevelIsSetAndPutBackToThatOfTheLoggersAbove() {
    assertThat(levels.level("acme.stock")).isEmpty();
    for (String level : levels.levels()) {
      levels.set("acme.stock", Optional.of(level));
      assertThat(levels.level("acme.stock")).hasValue(level);
    }
    levels.set("acme.stock", Optional.of("DEBUG"));
    assertThat(LOG.isDebugEnabled()).isTrue();
    levels.set("acme.stock", Optional.empty());

    assertThat(levels.level("acme.stock")).isEmpty();
    assertThat(LOG.isDebugEnabled()).isFalse();
    assertThat(LOG.isInfoEnabled()).isTrue();
  }

  @Test
  void theRootLoggerAlwaysHasALevel() {
    assertThat(levels.level("ROOT")).hasValue("INFO");
    levels.set("root", Optional.of("ERROR"));
    assertThat(LOG.isWarnEnabled()).isFalse();
    assertThatThrownBy(() -> levels.set("ROOT", Optional.empty()))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("ROOT");
    assertThat(levels.level("ROOT")).hasValue("ERROR");
  }

  @Test
  void aPersonMayAskForMoreLinesAndTakeItBack() {
    ActionRequest more =
        ActionRequest.of(ActionType.ENABLE_MONITORING, new Target("logger", "acme.stock"))
            .with("level", "debug");
    try (SqliteHealingStore store = SqliteHealingStore.open(home.resolve("healing.db"));
        ManualHealing healing =
            Healing.builder()
                .store(store)
                .name("shop")
                .discoverPlugins()
                .manual(Instant.parse("2026-03-02T10:00:00Z"))) {
      long id = healing.healing().act(Subject.jvm("shop"), more, "ann").suggestion().orElseThrow();
      healing.tick(Duration.ofSeconds(10));
      healing.tick(Duration.ofSeconds(10));
      assertThat(LOG.isDebugEnabled()).as(healing.healing().outcome(id).toString()).isTrue();

      healing.healing().observe("stock", () -> LOG.debug("detail"));
      healing.tick(Duration.ofSeconds(10));
      assertThat(store.runs().newest("stock", 1).get(0).logTail())
          .isEqualTo("DEBUG acme.stock: detail\n");

      healing.healing().admin().rollback(1, "ann");
      assertThat(LOG.isDebugEnabled()).isFalse();
      assertThat(levels.level("acme.stock")).isEmpty();
    }
  }
}
