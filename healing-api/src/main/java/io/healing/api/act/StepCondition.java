package io.healing.api.act;

import io.healing.api.WireWord;

/** When a step of a recovery procedure is made, once the steps before it are in place. */
public enum StepCondition implements WireWord {
  /** At once; what the steps before it brought is not waited for. */
  ALWAYS,

  /**
   * Only when a look after the step before it still finds the trouble. A procedure whose trouble is
   * gone by then has come to its good end. On the first step it is the same as {@link #ALWAYS}.
   */
  STILL_TRUE
}
