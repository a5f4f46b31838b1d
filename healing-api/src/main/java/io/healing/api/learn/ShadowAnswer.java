package io.healing.api.learn;

import io.healing.api.WireWord;

/** Whether a change that was not made would have helped. */
public enum ShadowAnswer implements WireWord {
  /** The trouble ended by itself, without anything like the change. */
  NOT_NEEDED,
  /** Just this was done later by somebody else, or came about by itself, and the trouble ended. */
  WOULD_HAVE_HELPED,
  /** Just this was done later, or came about by itself, and the trouble went on. */
  WOULD_NOT_HAVE_HELPED,
  /** Nothing was seen that tells; also a stored word of a newer release. */
  UNKNOWN
}
