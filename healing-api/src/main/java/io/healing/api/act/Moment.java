package io.healing.api.act;

/** Why a target is inspected. */
public enum Moment {
  /** The change is about to be made; it has not been tried yet. */
  BEFORE_APPLY,
  /** The change was made and is about to be taken back. */
  BEFORE_UNDO,
  /** The process died, and nobody knows whether the change was made. */
  AFTER_CRASH
}
