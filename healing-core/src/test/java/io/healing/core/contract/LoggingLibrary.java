package io.healing.core.contract;

import io.healing.api.act.LogLevelControl;

/**
 * A logging library that really logs, with Healing's module for it in its configuration file: the
 * root logger has the level INFO and the appender, and {@code acme.queued} the same appender behind
 * a queue.
 */
public interface LoggingLibrary {
  /**
   * Logs as a program does.
   *
   * @param level DEBUG, INFO, WARN or ERROR
   * @param message with {@code {}} where an argument goes
   * @param arguments the last one may be what was thrown
   */
  void log(String logger, String level, String message, Object... arguments);

  /** Whether lines of this level are logged; DEBUG, INFO or WARN. */
  boolean lets(String logger, String level);

  /** Marks what the calling thread logs from now on. */
  void mark(String key, String value);

  /** Takes a mark off the calling thread. */
  void unmark(String key);

  /** Returns when the queue has handed on all that it was given. */
  void drain();

  /** What changes the levels of its loggers. */
  LogLevelControl levels();
}
