package io.healing.api.review;

import io.healing.api.WireWord;

/** Where a suggestion stands. */
public enum SuggestionStatus implements WireWord {
  /** Waits for the policy or for a person. */
  PENDING,

  /** Allowed, not applied yet. */
  APPROVED,

  /** Refused by a person, expired, replaced by a newer one, or rolled back by a person. */
  REJECTED,

  /** The change took place; whether it helped is told by its verification. */
  APPLIED,

  /** The change could not be made, or was undone because it did not help. */
  FAILED,

  /** A stored word of another writer; read, never written, refused in configuration. */
  UNKNOWN
}
