package io.healing.api.act;

import io.healing.api.WireWord;

/** What becomes of a recovery procedure when a step could not be made. */
public enum StepFailure implements WireWord {
  /** It ends; what its steps changed is taken back, the last first, and a person is called. */
  STOP,

  /** The step is left out and the next one is made. */
  CONTINUE
}
