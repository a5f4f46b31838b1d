package io.healing.api.notify;

import io.healing.api.WireWord;

/** What is told; each kind has its own switch. The more urgent of two is the earlier one here. */
public enum NotificationKind implements WireWord {
  /** A person must take over. */
  GIVE_UP,
  /** A suggestion waits for a person. */
  SUGGESTION,
  /** What a person was told of is still open. */
  REMINDER,
  /** A change is being made. */
  FIX_ATTEMPT,
  /** An analysis was made. */
  ANALYSIS,
  /** A change was seen to help. */
  SUCCESS,
  /** What a person was told of is over, without a change of ours that was seen to help. */
  RESOLVED
}
