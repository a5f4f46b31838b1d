package io.healing.api.notify;

import io.healing.api.WireWord;

/** What is told; each kind has its own switch. */
public enum NotificationKind implements WireWord {
  /** A suggestion waits for a person. */
  SUGGESTION,
  /** An analysis was made. */
  ANALYSIS,
  /** A change is being made. */
  FIX_ATTEMPT,
  /** A change was seen to help. */
  SUCCESS,
  /** A person must take over. */
  GIVE_UP
}
