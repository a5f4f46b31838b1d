package io.healing.api.config;

import io.healing.api.WireWord;

/** From where on Healing's own messages are handed to the host's logging. */
public enum LogLevel implements WireWord {
  /** Everything. */
  DEBUG,
  /** What happened. */
  INFO,
  /** What a person should look at. */
  WARNING,
  /** What failed. */
  ERROR,
  /** The worst only; the same as {@link #ERROR} for a logging that knows nothing above it. */
  CRITICAL;

  /** Whether a message of this level is handed on where this is the least. */
  public boolean lets(LogLevel message) {
    return message.compareTo(this) >= 0;
  }
}
