package io.healing.api.job;

import io.healing.api.WireWord;

/** How a job does against its service level over the evaluation period. */
public enum SlaHealth implements WireWord {
  /** The score reaches the wanted success rate. */
  HEALTHY,

  /** The score is below the wanted success rate and reaches the alert threshold. */
  WARNING,

  /** The score is below the alert threshold. */
  CRITICAL,

  /** No run ended in the period. */
  NO_DATA
}
