package io.healing.api.review;

import io.healing.api.WireWord;

/** What makes a review of a job due. */
public enum ReviewFrequency implements WireWord {
  /** Every full hour. */
  HOURLY,

  /** Every day at the configured time. */
  DAILY,

  /** Every week on the configured weekday, at the configured time. */
  WEEKLY,

  /** After a run failed. */
  ON_FAILURE,

  /** After the job broke its service level. */
  ON_SLA_BREACH,

  /** Only when a person or a program asks for it. */
  MANUAL,

  /** Every month on the configured day of the month, at the configured time. */
  MONTHLY
}
