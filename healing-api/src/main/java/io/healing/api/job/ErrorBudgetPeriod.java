package io.healing.api.job;

import io.healing.api.WireWord;

/** How long an error budget lasts before it is full again. */
public enum ErrorBudgetPeriod implements WireWord {
  /** One day. */
  DAY,

  /** Seven days. */
  WEEK,

  /** Thirty days. */
  MONTH
}
