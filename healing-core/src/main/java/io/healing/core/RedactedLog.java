package io.healing.core;

import io.healing.api.config.LogLevel;
import io.healing.core.ai.Redactor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.MessageFormatter;

/**
 * What the loop logs, with the secrets taken out of it: also of what an exception says, its causes
 * and its stack. An exception therefore is an argument with a place in the text like any other, and
 * never handed to the logger as it is. Thread-safe.
 */
final class RedactedLog {
  private static final int STACK = 4_000;

  private final Logger logger;
  private final UnaryOperator<String> redactor;
  private final LogLevel least;

  RedactedLog(Logger logger, UnaryOperator<String> redactor) {
    this(logger, redactor, LogLevel.DEBUG);
  }

  private RedactedLog(Logger logger, UnaryOperator<String> redactor, LogLevel least) {
    this.logger = logger;
    this.redactor = redactor;
    this.least = least;
  }

  /** The same, which hands nothing below this level to the host's logging. */
  RedactedLog from(LogLevel level) {
    return new RedactedLog(logger, redactor, level);
  }

  /** The log of a class. */
  static RedactedLog of(Class<?> type) {
    return new RedactedLog(LoggerFactory.getLogger(type), new Redactor());
  }

  /** The words without secrets. */
  String clean(String words) {
    return redactor.apply(words);
  }

  /** The same for those who do not know it: rooms and plug-ins. */
  System.Logger asLogger() {
    return new PluginLog(this);
  }

  boolean lets(Level level) {
    return least.lets(level(level)) && logger.isEnabledForLevel(level);
  }

  String name() {
    return logger.getName();
  }

  void debug(String format, @Nullable Object... arguments) {
    say(Level.DEBUG, format, arguments);
  }

  void info(String format, @Nullable Object... arguments) {
    say(Level.INFO, format, arguments);
  }

  void warn(String format, @Nullable Object... arguments) {
    say(Level.WARN, format, arguments);
  }

  void error(String format, @Nullable Object... arguments) {
    say(Level.ERROR, format, arguments);
  }

  void say(Level level, String format, @Nullable Object... arguments) {
    if (lets(level)) {
      Object[] clean = new Object[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        clean[i] =
            arguments[i] instanceof Throwable fault
                ? stack(fault, redactor)
                : redactor.apply(String.valueOf(arguments[i]));
      }
      logger.atLevel(level).log(MessageFormatter.basicArrayFormat(format, clean));
    }
  }

  private static LogLevel level(Level level) {
    if (level == Level.ERROR) {
      return LogLevel.ERROR;
    }
    if (level == Level.WARN) {
      return LogLevel.WARNING;
    }
    return level == Level.INFO ? LogLevel.INFO : LogLevel.DEBUG;
  }

  /** The stack of an exception and of its causes, redacted, cut to 4,000 characters. */
  static String stack(Throwable fault, UnaryOperator<String> redactor) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text, true));
    String clean = redactor.apply(text.toString());
    return clean.substring(0, Math.min(clean.length(), STACK));
  }
}
