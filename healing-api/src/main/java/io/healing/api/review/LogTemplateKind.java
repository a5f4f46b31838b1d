package io.healing.api.review;

import io.healing.api.WireWord;

/** How a template in the log of a run stands against the runs before it. */
public enum LogTemplateKind implements WireWord {
  /** No good run that is remembered logged it, and at most one other did. */
  NEW,
  /** At least two earlier runs that failed logged it, and no good one. */
  RECURRING,
  /** Logged far more often than in good runs. */
  BURST,
  /** As in the runs before it, or too few runs are known to say otherwise. */
  USUAL
}
