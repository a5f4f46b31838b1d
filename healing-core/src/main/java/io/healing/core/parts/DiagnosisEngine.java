package io.healing.core.parts;

import io.healing.api.config.HealingConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.diagnose.Diagnosis;
import io.healing.api.diagnose.DiagnosisConfidence;
import io.healing.api.diagnose.DiagnosisResult;
import io.healing.core.Healing;
import io.healing.core.HealingBuilder;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Diagnosis alone: what is behind an error, how sure that is, what to do, and which of the errors
 * of the last hour have the same cause. Works on the caller's thread, one event after the other,
 * and changes nothing. Thread-safe.
 */
public final class DiagnosisEngine implements AutoCloseable {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Consumer<HealingBuilder> more;
  private final InstantSource clock;
  private @Nullable ManualHealing held;

  /** With the built-in analyzers. */
  public DiagnosisEngine() {
    this(builder -> {});
  }

  /**
   * With the built-in analyzers and more.
   *
   * @param more sets what else the program wants: analyzers, jobs
   */
  public DiagnosisEngine(Consumer<HealingBuilder> more) {
    this(more, InstantSource.system());
  }

  /** With the clock that tells when an event was seen that does not say so itself. */
  DiagnosisEngine(Consumer<HealingBuilder> more, InstantSource clock) {
    this.more = more;
    this.clock = clock;
  }

  /** Diagnoses an error; the same one again is answered with what is known by then. */
  public synchronized DiagnosisResult analyze(ErrorEvent event) {
    Instant when = event.detectedAt();
    ManualHealing holding = at(when == null ? clock.instant() : when);
    var incident = holding.healing().report(event);
    holding.tick(Duration.ZERO);
    String id = incident.join();
    return holding.healing().diagnosis(id).orElseGet(() -> unknown(id, event, holding.now()));
  }

  /** The clock goes on with the events, and never back. */
  private ManualHealing at(Instant when) {
    ManualHealing holding = held;
    if (holding == null) {
      holding = build(when);
      held = holding;
    } else if (when.isAfter(holding.now())) {
      holding.tick(Duration.between(holding.now(), when));
    }
    return holding;
  }

  private ManualHealing build(Instant when) {
    LimitsConfig limits = LimitsConfig.defaults().withSettleTime(HOUR);
    HealingBuilder builder =
        Healing.builder()
            .config(
                HealingConfig.defaults(Path.of(""))
                    .withSelfHealing(RootConfig.defaults().withLimits(limits)))
            .store(InMemoryStore.create());
    more.accept(builder);
    return builder.manual(when);
  }

  private static DiagnosisResult unknown(String incident, ErrorEvent event, Instant now) {
    return new DiagnosisResult(
        incident,
        event.id(),
        Diagnosis.UNKNOWN,
        DiagnosisConfidence.LOW,
        List.of(),
        Map.of(),
        List.of(),
        now);
  }

  @Override
  public synchronized void close() {
    ManualHealing holding = held;
    held = null;
    if (holding != null) {
      holding.close();
    }
  }
}
