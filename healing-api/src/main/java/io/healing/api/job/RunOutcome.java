package io.healing.api.job;

import io.healing.api.WireWord;

/** How a run of a job stands. */
public enum RunOutcome implements WireWord {
  /** Not ended yet. */
  RUNNING,
  /** Ended as it should. */
  SUCCESS,
  /** Ended with an error. */
  FAILURE,
  /** Stopped on purpose: neither a success nor a failure. */
  CANCELLED,
  /** Its process died while it ran. */
  ORPHANED,
  /** A stored word of a newer release; read, never written. */
  UNKNOWN;

  /** Whether the run went wrong: it failed or was orphaned. */
  public boolean bad() {
    return this == FAILURE || this == ORPHANED;
  }
}
