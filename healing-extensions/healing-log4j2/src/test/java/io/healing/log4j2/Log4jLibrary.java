package io.healing.log4j2;

import io.healing.api.act.LogLevelControl;
import io.healing.core.contract.LoggingLibrary;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;

/** The real Log4j with the configuration file of the tests. */
final class Log4jLibrary implements LoggingLibrary {
  @Override
  public void log(String logger, String level, String message, Object... arguments) {
    LogManager.getLogger(logger).log(Level.valueOf(level), message, arguments);
  }

  @Override
  public boolean lets(String logger, String level) {
    return LogManager.getLogger(logger).isEnabled(Level.valueOf(level));
  }

  @Override
  public void mark(String key, String value) {
    ThreadContext.put(key, value);
  }

  @Override
  public void unmark(String key) {
    ThreadContext.remove(key);
  }

  /** Ends the queue's thread, which first takes all lines; then begins it anew. */
  @Override
  public void drain() {
    Appender queue =
        ((LoggerContext) LogManager.getContext(false)).getConfiguration().getAppender("queue");
    queue.stop();
    queue.start();
  }

  @Override
  public LogLevelControl levels() {
    return new Log4jLevels();
  }
}
