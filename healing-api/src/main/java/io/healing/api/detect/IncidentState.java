package io.healing.api.detect;

import io.healing.api.WireWord;

/** How an incident stands. */
public enum IncidentState implements WireWord {
  /** Known, and nothing is being done. */
  OPEN,
  /** An action was taken and its effect is awaited. */
  VERIFYING,
  /** A person was asked. */
  ESCALATED,
  /** Over. */
  ENDED,
  /** A stored word of a newer release; read, never written. */
  UNKNOWN
}
