package io.healing.log4j2;

import io.healing.api.HealingException;
import io.healing.api.act.LogLevelControl;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * The levels of Log4j's loggers, for the action {@code enable_monitoring} on {@code logger:NAME}.
 * Found by {@code discoverPlugins()}. The name of the root logger is {@code ROOT}. A level that was
 * set holds until it is put back or Log4j reads its file again.
 */
public final class Log4jLevels implements LogLevelControl {
  private static final String ROOT = "ROOT";
  private static final List<String> KNOWN =
      List.of("OFF", "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL");

  /** Found by {@code ServiceLoader}. */
  public Log4jLevels() {}

  @Override
  public String id() {
    return "healing-log4j2.levels";
  }

  @Override
  public List<String> levels() {
    return KNOWN;
  }

  @Override
  public Optional<String> level(String logger) {
    String name = name(logger);
    LoggerConfig nearest = context().getConfiguration().getLoggerConfig(name);
    return nearest.getName().equals(name)
        ? Optional.ofNullable(nearest.getExplicitLevel()).map(Level::name)
        : Optional.empty();
  }

  @Override
  public void set(String logger, Optional<String> level) {
    String name = name(logger);
    if (level.isEmpty() && name.isEmpty()) {
      throw new HealingException(
          "The logger ROOT always has a level of its own", "Set it to one of " + KNOWN + ".");
    }
    LoggerContext context = context();
    own(context.getConfiguration(), name).setLevel(level.map(Level::valueOf).orElse(null));
    context.updateLoggers();
  }

  private static LoggerConfig own(Configuration configuration, String name) {
    LoggerConfig nearest = configuration.getLoggerConfig(name);
    if (nearest.getName().equals(name)) {
      return nearest;
    }
    configuration.addLogger(name, new LoggerConfig(name, null, true));
    return configuration.getLoggerConfig(name);
  }

  private static String name(String logger) {
    return logger.equalsIgnoreCase(ROOT) ? LogManager.ROOT_LOGGER_NAME : logger;
  }

  private static LoggerContext context() {
    Object context = LogManager.getContext(false);
    if (context instanceof LoggerContext ours) {
      return ours;
    }
    throw new HealingException(
        "Log4j's loggers are those of " + context.getClass().getName() + ", not of log4j-core",
        "Take healing-log4j2 off the class path, or log4j-core's rival.");
  }
}
