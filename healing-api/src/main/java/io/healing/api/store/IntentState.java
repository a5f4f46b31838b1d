package io.healing.api.store;

import io.healing.api.WireWord;

/** How an intent stands. */
public enum IntentState implements WireWord {
  /** Written before the change; not settled yet. */
  OPEN,
  /** The change was made. */
  DONE,
  /** The change was not made. */
  FAILED,
  /** Nobody can tell; a person must look. */
  UNSETTLED,
  /** A stored word of a newer release; read, never written. */
  UNKNOWN
}
