package io.healing.api.review;

import io.healing.api.WireWord;

/** When a job is looked after. */
public enum HealingMode implements WireWord {
  /** Only after a run failed. */
  REACTIVE,

  /** After a run failed, and by reviews at the times of the {@link ReviewScheduleConfig}. */
  PROACTIVE
}
