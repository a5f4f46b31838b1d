package io.healing.core.parts;

import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.learn.SystemStatus;
import io.healing.core.HealingBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The health of the whole alone: what runs, what is wrong, what was found and what became of the
 * repairs; handlers are told when the health changes. Nothing is changed. Thread-safe.
 */
public final class HealthMonitor extends RunningPart {
  private final Pulse pulse;

  /**
   * With everything kept in memory.
   *
   * @param updateInterval how often the health is looked at; longer than zero
   */
  public HealthMonitor(Duration updateInterval) {
    this(updateInterval, builder -> {});
  }

  /**
   * With what the program gives.
   *
   * @param more sets what else the program wants: a store with what others found and did, monitors
   */
  public HealthMonitor(Duration updateInterval, Consumer<HealingBuilder> more) {
    this(updateInterval, more, null);
  }

  HealthMonitor(Duration updateInterval, Consumer<HealingBuilder> more, @Nullable Instant held) {
    super(new Engine(RootConfig.defaults(), more, held));
    pulse = new Pulse(updateInterval, engine::healing);
    engine.with(builder -> builder.plugin(pulse));
  }

  /** Tells this handler how everything stands, each time the health has changed. */
  public HealthMonitor addStatusHandler(Consumer<SystemStatus> handler) {
    pulse.add(Objects.requireNonNull(handler, "handler"));
    return this;
  }

  /** How everything stands now. */
  public SystemStatus systemStatus() {
    return engine.healing().status();
  }

  /**
   * Tells of something that went wrong.
   *
   * @return completed with the incident's id once there is one
   */
  public CompletableFuture<String> report(ErrorEvent event) {
    return engine.healing().report(event);
  }
}
