package io.healing.api.environment;

import io.healing.api.WireWord;

/** How one thing that the doctor looked at stands when the doctor is done. */
public enum DoctorState implements WireWord {
  /** It was well from the beginning. */
  OK,
  /** It was mended, and is well now. */
  CHANGED,
  /** It is not well, and the doctor can mend it when asked to. */
  CAN_BE_FIXED,
  /** It is not well, and only a person can mend it. */
  NEEDS_YOU,
  /** It could not be checked, or it was to be mended and that failed. */
  FAILED,
  /** It was left out, as an option said. */
  SKIPPED
}
