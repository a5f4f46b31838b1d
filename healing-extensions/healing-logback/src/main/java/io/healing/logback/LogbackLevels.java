package io.healing.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.healing.api.HealingException;
import io.healing.api.act.LogLevelControl;
import java.util.List;
import java.util.Optional;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * The levels of Logback's loggers, for the action {@code enable_monitoring} on {@code logger:NAME}.
 * Found by {@code discoverPlugins()}. The name of the root logger is {@code ROOT}. A level that was
 * set holds until it is put back or Logback reads its file again.
 */
public final class LogbackLevels implements LogLevelControl {
  private static final List<String> KNOWN =
      List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL");

  /** Found by {@code ServiceLoader}. */
  public LogbackLevels() {}

  @Override
  public String id() {
    return "healing-logback.levels";
  }

  @Override
  public List<String> levels() {
    return KNOWN;
  }

  @Override
  public Optional<String> level(String logger) {
    Logger known = context().exists(logger);
    return known == null
        ? Optional.empty()
        : Optional.ofNullable(known.getLevel()).map(Level::toString);
  }

  @Override
  public void set(String logger, Optional<String> level) {
    if (level.isEmpty() && logger.equalsIgnoreCase(Logger.ROOT_LOGGER_NAME)) {
      throw new HealingException(
          "The logger ROOT always has a level of its own", "Set it to one of " + KNOWN + ".");
    }
    context().getLogger(logger).setLevel(level.map(Level::valueOf).orElse(null));
  }

  private static LoggerContext context() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      return context;
    }
    throw new HealingException(
        "SLF4J logs through " + factory.getClass().getName() + ", not through Logback",
        "Take healing-logback off the class path, or the other SLF4J provider.");
  }
}
