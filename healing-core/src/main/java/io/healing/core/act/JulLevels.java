package io.healing.core.act;

import io.healing.api.act.LogLevelControl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The levels of {@code java.util.logging}. A handler shows what its own level lets through. */
final class JulLevels implements LogLevelControl {
  private static final List<Level> KNOWN =
      List.of(
          Level.OFF,
          Level.SEVERE,
          Level.WARNING,
          Level.INFO,
          Level.CONFIG,
          Level.FINE,
          Level.FINER,
          Level.FINEST,
          Level.ALL);

  /** A logger that nobody holds is forgotten with its level. */
  private final Map<String, Logger> held = new ConcurrentHashMap<>();

  @Override
  public String id() {
    return "healing.java-logging";
  }

  @Override
  public List<String> levels() {
    return KNOWN.stream().map(level -> level.getName()).toList();
  }

  @Override
  public Optional<String> level(String logger) {
    return Optional.ofNullable(logger(logger).getLevel()).map(Level::getName);
  }

  @Override
  public void set(String logger, Optional<String> level) {
    logger(logger).setLevel(level.map(Level::parse).orElse(null));
  }

  private Logger logger(String name) {
    return held.computeIfAbsent(name, Logger::getLogger);
  }
}
