package io.healing.api.act;

import io.healing.api.WireWord;

/** Whether an action can be taken back. */
public enum Undo implements WireWord {
  /** Yes, and the world is then as it was. */
  EXACT,
  /** It leaves nothing that would have to be taken back. */
  NOT_NEEDED,
  /** No. */
  IMPOSSIBLE,
  /** A stored word of a newer release; read as impossible, never written. */
  UNKNOWN
}
