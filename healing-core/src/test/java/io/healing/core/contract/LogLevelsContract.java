package io.healing.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.LogLevelControl;
import io.healing.api.store.HealingStore;
import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The levels of loggers are changed and put back. What changes those of a logging library is tested
 * by extending this.
 */
public abstract class LogLevelsContract {
  private static final String STOCK = "acme.stock";
  private static final String ROOT = "ROOT";

  @TempDir Path home;

  private final LoggingLibrary library;
  private final LogLevelControl levels;

  /** For this library. */
  protected LogLevelsContract(LoggingLibrary library) {
    this.library = library;
    levels = library.levels();
  }

  /** A durable store of its own in this directory. */
  protected abstract HealingStore store(Path directory);

  @AfterEach
  final void asItWas() {
    levels.set(STOCK, Optional.empty());
    levels.set(ROOT, Optional.of("INFO"));
  }

  @Test
  final void itIsFoundAsAService() {
    assertThat(ServiceLoader.load(LogLevelControl.class))
        .hasExactlyElementsOfTypes(levels.getClass());
  }

  @Test
  final void aLevelIsSetAndPutBackToThatOfTheLoggersAbove() {
    assertThat(levels.level(STOCK)).isEmpty();
    for (String level : levels.levels()) {
      levels.set(STOCK, Optional.of(level));
      assertThat(levels.level(STOCK)).hasValue(level);
    }
    levels.set(STOCK, Optional.of("DEBUG"));
    assertThat(library.lets(STOCK, "DEBUG")).isTrue();
    levels.set(STOCK, Optional.empty());

    assertThat(levels.level(STOCK)).isEmpty();
    assertThat(library.lets(STOCK, "DEBUG")).isFalse();
    assertThat(library.lets(STOCK, "INFO")).isTrue();
  }

  @Test
  final void theRootLoggerAlwaysHasALevel() {
    assertThat(levels.level(ROOT)).hasValue("INFO");
    levels.set("root", Optional.of("ERROR"));
    assertThat(library.lets(STOCK, "WARN")).isFalse();
    assertThatThrownBy(() -> levels.set(ROOT, Optional.empty()))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining(ROOT);
    assertThat(levels.level(ROOT)).hasValue("ERROR");
  }

  @Test
  final void aPersonMayAskForMoreLinesAndTakeItBack() {
    ActionRequest more =
        ActionRequest.of(ActionType.ENABLE_MONITORING, new Target("logger", STOCK))
            .with("level", "debug");
    try (HealingStore store = store(home);
        ManualHealing healing =
            Healing.builder()
                .store(store)
                .name("shop")
                .discoverPlugins()
                .manual(Instant.parse("2026-03-02T10:00:00Z"))) {
      long id = healing.healing().act(Subject.jvm("shop"), more, "ann").suggestion().orElseThrow();
      healing.tick(Duration.ofSeconds(10));
      healing.tick(Duration.ofSeconds(10));
      assertThat(library.lets(STOCK, "DEBUG"))
          .as(healing.healing().outcome(id).toString())
          .isTrue();

      healing.healing().observe("stock", () -> library.log(STOCK, "DEBUG", "detail"));
      healing.tick(Duration.ofSeconds(10));
      assertThat(store.runs().newest("stock", 1).get(0).logTail())
          .isEqualTo("DEBUG acme.stock: detail\n");

      healing.healing().admin().rollback(1, "ann");
      assertThat(library.lets(STOCK, "DEBUG")).isFalse();
      assertThat(levels.level(STOCK)).isEmpty();
    }
  }
}
