package io.healing.api.job;

import io.healing.api.WireWord;

/** Why a run began. */
public enum RunTrigger implements WireWord {
  /** Its schedule. */
  SCHEDULED,
  /** A person, or the program itself. */
  MANUAL,
  /** The runner tried again after a failure. */
  RETRY,
  /** Another job. */
  DEPENDENCY,
  /** An action of Healing. */
  HEALING,
  /** A stored word of a newer release; read, never written. */
  UNKNOWN
}
