package io.healing.api.review;

import io.healing.api.WireWord;

/**
 * The risk of a suggested change, from low to critical; not how urgent the trouble is.
 *
 * <p>A suggestion may be applied without a person only while its risk is strictly {@linkplain
 * #below below} {@link SuggestionBehaviorConfig#minSeverityForApproval()}.
 */
public enum SuggestionSeverity implements WireWord {
  /** Runs again, restores known good content, or adds what was declared. */
  LOW,

  /** Brings new content. */
  MEDIUM,

  /** Runs a command, or cannot be undone. */
  HIGH,

  /** May do lasting damage where it is wrong. */
  CRITICAL,

  /** A stored word of another writer; read, never written, refused in configuration. */
  UNKNOWN;

  /**
   * Whether this risk is strictly lower than another one. An unknown risk is neither below nor
   * above anything, so that it never lets a change through.
   *
   * @param other the risk to compare with
   * @return true if both are known and this one is lower
   */
  public boolean below(SuggestionSeverity other) {
    return other != UNKNOWN && compareTo(other) < 0;
  }

  /**
   * The higher of two risks; unknown is higher than all others.
   *
   * @param a one risk
   * @param b the other risk
   * @return the higher one
   */
  public static SuggestionSeverity higher(SuggestionSeverity a, SuggestionSeverity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
