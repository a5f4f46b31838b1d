package io.healing.core.parts;

import io.healing.api.act.HealingAction;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.Incident;
import io.healing.api.learn.SystemStatus;
import io.healing.core.Healing;
import io.healing.core.HealingBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All parts under one roof: what goes wrong is found, diagnosed, mended where that is permitted,
 * judged by what is seen afterwards, and told. Thread-safe.
 */
public final class SelfHealingOrchestrator extends RunningPart {
  private final Pulse pulse;

  /** With this configuration and everything kept in memory, so that nothing is changed. */
  public SelfHealingOrchestrator(RootConfig config) {
    this(config, builder -> {});
  }

  /**
   * With this configuration.
   *
   * @param more sets what else the program wants: a store, jobs, plug-ins, handles. A configuration
   *     that it sets takes the place of this one
   */
  public SelfHealingOrchestrator(RootConfig config, Consumer<HealingBuilder> more) {
    this(config, more, null);
  }

  SelfHealingOrchestrator(
      RootConfig config, Consumer<HealingBuilder> more, @Nullable Instant held) {
    super(new Engine(config, more, held));
    Duration often = Duration.ofSeconds(config.errorDetection().monitoringInterval());
    pulse = new Pulse(often, engine::healing);
    engine.with(builder -> builder.plugin(pulse));
  }

  /**
   * Takes an error up. The same one again belongs to the same incident, also when a handler hands
   * back what it was told.
   *
   * @return completed with the incident's id once there is one
   */
  public CompletableFuture<String> handle(ErrorEvent error) {
    return engine.healing().report(error);
  }

  /** Tells this handler every trouble once, when it is found. */
  public SelfHealingOrchestrator addErrorHandler(Consumer<ErrorEvent> handler) {
    Objects.requireNonNull(handler, "handler");
    engine.listen(healing -> Events.listener(healing, handler));
    return this;
  }

  /** Tells this handler how everything stands, each time the health has changed. */
  public SelfHealingOrchestrator addStatusHandler(Consumer<SystemStatus> handler) {
    pulse.add(Objects.requireNonNull(handler, "handler"));
    return this;
  }

  /** How an incident stands; empty when there is none of this id. */
  public Optional<IncidentStatus> incidentStatus(String id) {
    Healing healing = engine.healing();
    return healing.incident(id).map(incident -> status(healing, incident));
  }

  private static IncidentStatus status(Healing healing, Incident incident) {
    List<HealingAction> actions =
        incident.recoveryActions().stream()
            .map(action -> healing.admin().action(action).row())
            .toList();
    return new IncidentStatus(
        incident.id(),
        incident.state(),
        Optional.ofNullable(incident.end()),
        Events.of(incident),
        healing.diagnosis(incident.id()),
        actions);
  }

  /** How everything stands now. */
  public SystemStatus systemStatus() {
    return engine.healing().status();
  }

  /** What lies under it, for all that is not offered here. */
  public Healing healing() {
    return engine.healing();
  }
}
