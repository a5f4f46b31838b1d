package io.healing.api.learn;

import io.healing.api.WireWord;

/**
 * Where the scores of the repairs go: the mean of the last 10 against the mean of the 10 before.
 */
public enum Trend implements WireWord {
  /** More than 0.1 better. */
  IMPROVING,
  /** Within 0.1. */
  STABLE,
  /** More than 0.1 worse. */
  WORSENING,
  /** Fewer than 20 outcomes, or a stored word of a newer release. */
  UNKNOWN
}
