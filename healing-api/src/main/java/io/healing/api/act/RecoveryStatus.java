package io.healing.api.act;

import io.healing.api.WireWord;

/** How far an action that was asked for has come. */
public enum RecoveryStatus implements WireWord {
  /** Nothing was changed yet. */
  PENDING,
  /** It is being done, or was done and its effect is awaited. */
  IN_PROGRESS,
  /**
   * It was done, and what was seen afterwards says that it helped; or it was taken back because its
   * time was over, or because the program that asked for it wanted so.
   */
  COMPLETED,
  /** It could not be done, or it did not help. */
  FAILED,
  /** A person must look: it may not be done, or nobody can tell whether it was done or helped. */
  ESCALATED
}
