package io.healing.cli;

/** What the command line ends with. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** A wrong state, an unknown id or job; for the doctor: errors are left. */
  static final int REFUSED = 1;

  /** Only warnings are left. */
  static final int WARNINGS = 2;

  /** Wrong usage, or a configuration that does not load. */
  static final int USAGE = 64;

  /** A fault of ours. */
  static final int FAULT = 70;

  /** A command could not be started, through a fault of ours. */
  static final int NOT_STARTED = 125;

  /** A command is there and cannot be run. */
  static final int NOT_EXECUTABLE = 126;

  /** A command is not there. */
  static final int NOT_FOUND = 127;

  private ExitCode() {}
}
