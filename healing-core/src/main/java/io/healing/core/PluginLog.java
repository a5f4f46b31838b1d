package io.healing.core;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The logging that rooms and plug-ins are given: that of the loop. Thread-safe. */
final class PluginLog implements System.Logger {
  private final RedactedLog log;

  PluginLog(RedactedLog log) {
    this.log = log;
  }

  @Override
  public String getName() {
    return log.name();
  }

  @Override
  public boolean isLoggable(Level level) {
    return level != Level.OFF && log.lets(slf4j(level));
  }

  @Override
  public void log(
      Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable fault) {
    if (isLoggable(level) && fault == null) {
      log.say(slf4j(level), "{}", text);
    } else if (isLoggable(level)) {
      log.say(slf4j(level), "{}: {}", text, fault);
    }
  }

  @Override
  public void log(
      Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... values) {
    if (isLoggable(level)) {
      boolean bare = values == null || values.length == 0;
      log.say(slf4j(level), "{}", bare ? format : MessageFormat.format(format, values));
    }
  }

  private static org.slf4j.event.Level slf4j(Level level) {
    return switch (level) {
      case ERROR -> org.slf4j.event.Level.ERROR;
      case WARNING -> org.slf4j.event.Level.WARN;
      case INFO -> org.slf4j.event.Level.INFO;
      default -> org.slf4j.event.Level.DEBUG;
    };
  }
}
