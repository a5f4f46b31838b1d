package io.healing.api.job;

import io.healing.api.WireWord;

/** How one run did against the job's service level. */
public enum SlaStatus implements WireWord {
  /** Every check passed. */
  PASS,

  /** Every check failed. */
  FAIL,

  /** Some checks passed and some failed. */
  PARTIAL,

  /** There was nothing to check. */
  NO_SLA
}
