package io.healing.api.detect;

import io.healing.api.WireWord;

/** How urgent a trouble is, from low to critical; not how risky its repair is. */
public enum ErrorSeverity implements WireWord {
  /** Worth knowing. */
  LOW,

  /** Needs a look; the least that a failed run has. */
  MEDIUM,

  /** Needs a repair soon. */
  HIGH,

  /** Needs a repair now. */
  CRITICAL;

  /**
   * Whether this is as urgent as another one, or more.
   *
   * @param other the urgency to compare with
   * @return true if this one is equal or higher
   */
  public boolean atLeast(ErrorSeverity other) {
    return compareTo(other) >= 0;
  }

  /**
   * The more urgent of two.
   *
   * @param a one urgency
   * @param b the other urgency
   * @return the higher one
   */
  public static ErrorSeverity higher(ErrorSeverity a, ErrorSeverity b) {
    return a.atLeast(b) ? a : b;
  }
}
