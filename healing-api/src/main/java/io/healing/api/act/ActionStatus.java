package io.healing.api.act;

import io.healing.api.WireWord;

/** How an action ended. */
public enum ActionStatus implements WireWord {
  /** The change took place; whether it helped is told by its verification. */
  SUCCESS,

  /** The change did not take place. */
  FAILED,

  /** The change took place and was undone. */
  ROLLED_BACK,

  /** A stored word of another writer; read, never written, refused in configuration. */
  UNKNOWN
}
