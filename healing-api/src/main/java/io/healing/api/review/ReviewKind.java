package io.healing.api.review;

import io.healing.api.WireWord;

/** What a review was made for. */
public enum ReviewKind implements WireWord {
  /** An incident. */
  REACTIVE,
  /** The calendar, a breach of an agreement, or a person's wish. */
  PROACTIVE,
  /** The declared environment. */
  ENVIRONMENT,
  /** A stored word of a newer release; read, never written. */
  UNKNOWN
}
