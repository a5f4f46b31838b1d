package io.healing.logback;

import ch.qos.logback.classic.Level;
import io.healing.api.act.LogLevelControl;
import io.healing.core.contract.LoggingLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The real Logback with the configuration file of the tests. */
final class LogbackLibrary implements LoggingLibrary {
  @Override
  public void log(String logger, String level, String message, Object... arguments) {
    Logger log = LoggerFactory.getLogger(logger);
    switch (level) {
      case "DEBUG" -> log.debug(message, arguments);
      case "INFO" -> log.info(message, arguments);
      case "WARN" -> log.warn(message, arguments);
      default -> log.error(message, arguments);
    }
  }

  @Override
  public boolean lets(String logger, String level) {
    return logback(logger).isEnabledFor(Level.valueOf(level));
  }

  @Override
  public void mark(String key, String value) {
    MDC.put(key, value);
  }

  @Override
  public void unmark(String key) {
    MDC.remove(key);
  }

  /** Ends the queue's thread, which first takes all lines. */
  @Override
  public void drain() {
    logback("acme.queued").getAppender("QUEUE").stop();
  }

  private static ch.qos.logback.classic.Logger logback(String name) {
    return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(name);
  }

  @Override
  public LogLevelControl levels() {
    return new LogbackLevels();
  }
}
