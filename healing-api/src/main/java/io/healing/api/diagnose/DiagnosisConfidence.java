package io.healing.api.diagnose;

import io.healing.api.WireWord;

/** How sure a diagnosis is, in words. */
public enum DiagnosisConfidence implements WireWord {
  /** Below 0.5. */
  LOW,

  /** From 0.5 on. */
  MEDIUM,

  /** From 0.7 on. */
  HIGH,

  /** From 0.9 on. */
  VERY_HIGH;

  /**
   * The word for a number.
   *
   * @param confidence how sure, 0 to 1; not a number is {@link #LOW}
   * @return the word
   */
  public static DiagnosisConfidence of(double confidence) {
    if (confidence >= 0.9) {
      return VERY_HIGH;
    }
    if (confidence >= 0.7) {
      return HIGH;
    }
    return confidence >= 0.5 ? MEDIUM : LOW;
  }
}
