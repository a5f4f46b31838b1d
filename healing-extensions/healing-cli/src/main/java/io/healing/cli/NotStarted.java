package io.healing.cli;

import io.healing.api.HealingException;

/** A command could not be started. */
final class NotStarted extends HealingException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  NotStarted(String message, int exitCode) {
    super(message, "");
    this.exitCode = exitCode;
  }

  /** What the shell would end with. */
  int exitCode() {
    return exitCode;
  }
}
