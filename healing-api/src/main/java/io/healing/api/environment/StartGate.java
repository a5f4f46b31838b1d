package io.healing.api.environment;

import io.healing.api.WireWord;

/** What is done about errors in the environment before a program starts. */
public enum StartGate implements WireWord {
  /** They are logged, and the program starts. */
  WARN,
  /** They are mended; the program does not start when errors are left. */
  HEAL,
  /** The program does not start. */
  FAIL
}
