package io.healing.sqlite;

import io.healing.api.config.LogLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What a store logs, from the level on that is wanted. Thread-safe. */
final class StoreLog {
  private volatile LogLevel least = LogLevel.DEBUG;

  /** Hands nothing below this level to the host's logging from now on. */
  void from(LogLevel level) {
    least = level;
  }

  void debug(Class<?> who, String format, @Nullable Object... arguments) {
    say(LogLevel.DEBUG, who, format, arguments);
  }

  void info(Class<?> who, String format, @Nullable Object... arguments) {
    say(LogLevel.INFO, who, format, arguments);
  }

  void warn(Class<?> who, String format, @Nullable Object... arguments) {
    say(LogLevel.WARNING, who, format, arguments);
  }

  private void say(LogLevel level, Class<?> who, String format, @Nullable Object... arguments) {
    if (least.lets(level)) {
      LoggerFactory.getLogger(who).atLevel(slf4j(level)).log(format, arguments);
    }
  }

  private static Level slf4j(LogLevel level) {
    return switch (level) {
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARN;
      case ERROR, CRITICAL -> Level.ERROR;
    };
  }
}
