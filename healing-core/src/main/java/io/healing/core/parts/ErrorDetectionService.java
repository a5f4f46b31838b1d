package io.healing.core.parts;

import io.healing.api.HealingException;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Monitor;
import io.healing.core.HealingBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Error detection alone: the built-in monitors and the program's own look at the machine, the JVM
 * and what is reported; handlers are told what is wrong. Nothing is changed. Thread-safe.
 */
public final class ErrorDetectionService extends RunningPart {
  private static final String BUILT_IN = "healing.monitor.";

  private final Map<String, NamedMonitor> own = new LinkedHashMap<>();

  /** With these thresholds; what is seen is kept in memory. */
  public ErrorDetectionService(ErrorDetectionConfig config) {
    this(config, builder -> {});
  }

  /**
   * With these thresholds.
   *
   * @param more sets what else the program wants: a store, handles, data sources
   */
  public ErrorDetectionService(ErrorDetectionConfig config, Consumer<HealingBuilder> more) {
    this(config, more, null);
  }

  private ErrorDetectionService(
      ErrorDetectionConfig config, Consumer<HealingBuilder> more, @Nullable Instant held) {
    super(new Engine(RootConfig.defaults().withErrorDetection(config), more, held));
    engine.with(builder -> own.values().forEach(builder::plugin));
  }

  /** On a clock that a test holds. */
  static ErrorDetectionService manual(ErrorDetectionConfig config, Instant start) {
    return new ErrorDetectionService(config, builder -> {}, start);
  }

  /**
   * Tells this handler every trouble once, when it is found; the same trouble told or seen again is
   * told again only after it was over. A handler that throws stops no other one. What a handler
   * reports back is no new trouble.
   */
  public ErrorDetectionService addErrorHandler(Consumer<ErrorEvent> handler) {
    Objects.requireNonNull(handler, "handler");
    engine.listen(healing -> Events.listener(healing, handler));
    return this;
  }

  /**
   * Lets this monitor look, in the place of one that was given the same name before.
   *
   * @param name one lower-case word
   * @throws HealingException when a built-in monitor has that name, it is no such word, or the
   *     monitor is not in order; nothing has changed then
   */
  public synchronized ErrorDetectionService monitor(String name, Monitor monitor) {
    if (engine.healing().monitors().contains(BUILT_IN + name)) {
      throw new HealingException(
          "There is a built-in monitor \"" + name + "\"",
          "Choose another name; how the built-in one looks is set by its options.");
    }
    NamedMonitor named = new NamedMonitor(name, Objects.requireNonNull(monitor, "monitor"));
    Map<String, NamedMonitor> before = new LinkedHashMap<>(own);
    boolean taken = false;
    own.put(name, named);
    try {
      engine.renew();
      taken = true;
    } finally {
      if (!taken) {
        own.clear();
        own.putAll(before);
      }
    }
    return this;
  }

  /** The names of all monitors, built-in and own. */
  public Set<String> monitors() {
    Set<String> names = new TreeSet<>();
    for (String id : engine.healing().monitors()) {
      names.add(id.replaceFirst("^(healing\\.monitor|own)\\.", ""));
    }
    return names;
  }

  /**
   * Tells of something that went wrong; it is classified where its type or severity is not said.
   *
   * @return completed with the incident's id once there is one
   */
  public CompletableFuture<String> report(ErrorEvent event) {
    return engine.report(event);
  }

  /** The newest samples with their status, by the name of the metric; empty before the first. */
  public Map<String, HealthMetric> systemHealth() {
    return engine.healing().samples();
  }
}
