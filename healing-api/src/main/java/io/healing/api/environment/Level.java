package io.healing.api.environment;

import io.healing.api.WireWord;

/** How much it matters that something declared is not there. */
public enum Level implements WireWord {
  /** The program cannot work. */
  ERROR,
  /** The program can work, with less. */
  WARNING
}
