package io.healing.api.store;

import io.healing.api.WireWord;

/** What is intended. */
public enum IntentKind implements WireWord {
  /** To make a change. */
  APPLY,
  /** To take one back. */
  UNDO,
  /** A stored word of a newer release; read, never written. */
  UNKNOWN
}
