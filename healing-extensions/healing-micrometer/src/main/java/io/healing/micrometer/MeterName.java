package io.healing.micrometer;

/** What the meters of {@link HealingMeters} are called, and their tags. */
public final class MeterName {
  /** Gauge: incidents that have not ended, by {@link #JOB} and {@link #TYPE} (the finding's id). */
  public static final String ACTIVE = "healing.findings.active";

  /** Counter: incidents that began. */
  public static final String SET = "healing.findings.set";

  /** Counter: incidents that ended; {@link #OUTCOME} says how. */
  public static final String CLEARED = "healing.findings.cleared";

  /**
   * Counter: changes, each counted once when its outcome is known: {@code verified}, {@code
   * ineffective}, {@code inconclusive}, {@code failed} where it was not made, or {@code unsettled}
   * where nobody can tell; and {@code rolled_back} once more when it was taken back.
   */
  public static final String REMEDIATIONS = "healing.remediations";

  /** Timer: how long it took to make a change; outcome {@code success} or {@code failed}. */
  public static final String REMEDIATION_DURATION = "healing.remediation.duration";

  /** Timer: from the end of the run that went wrong to its detection. */
  public static final String TIME_TO_DETECT = "healing.time.to.detect";

  /** Timer: from the detection to the end of an incident that a change of ours ended. */
  public static final String TIME_TO_RECOVER = "healing.time.to.recover";

  /** Gauge: the worst breaker: 0 closed, 1 half open, 2 open. */
  public static final String BREAKER_STATE = "healing.breaker.state";

  /** Function counter: events lost to a full queue. */
  public static final String QUEUE_DROPPED = "healing.queue.dropped";

  /** Function counter: good runs that left no row, since enough of their job do. */
  public static final String HISTORY_THINNED = "healing.history.thinned";

  /** Long task timer: runs that have not ended, by {@link #JOB}. */
  public static final String RUNS_ACTIVE = "healing.runs.active";

  /** Tag: the job or other subject. */
  public static final String JOB = "job";

  /** Tag: the id of a finding, or the type of an action. */
  public static final String TYPE = "type";

  /** Tag: the id of the remediator; {@code none} where none is here. */
  public static final String REMEDIATOR = "remediator";

  /** Tag: how it ended. */
  public static final String OUTCOME = "outcome";

  static final String UNSETTLED = "unsettled";

  private MeterName() {}
}
