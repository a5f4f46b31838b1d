package io.healing.api.act;

import io.healing.api.WireWord;

/** Whether an action helped. */
public enum VerificationState implements WireWord {
  /** Its effect is awaited. */
  PENDING,
  /** It helped: seen well afterwards, and nothing as bad or worse. */
  VERIFIED,
  /** It did not help. */
  INEFFECTIVE,
  /** It could not be told before the deadline. */
  INCONCLUSIVE,
  /** It was not made, or was taken back before it could be told. */
  NONE,
  /** A stored word of a newer release; read, never written. */
  UNKNOWN
}
