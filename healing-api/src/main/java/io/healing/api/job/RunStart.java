package io.healing.api.job;

import java.util.Objects;

/**
 * How a run begins. Immutable and thread-safe.
 *
 * @param trigger why it begins
 * @param attempt 1 for the first attempt, more for a retry by its runner
 */
public record RunStart(RunTrigger trigger, int attempt) {
  private static final RunStart SCHEDULED = new RunStart(RunTrigger.SCHEDULED, 1);

  /** Checks the attempt. */
  public RunStart {
    Objects.requireNonNull(trigger, "trigger");
    if (attempt < 1) {
      throw new IllegalArgumentException("An attempt is 1 or more, but is " + attempt);
    }
  }

  /** The first attempt of a run that its schedule began. */
  public static RunStart scheduled() {
    return SCHEDULED;
  }

  /** The first attempt of a run that began for this reason. */
  public static RunStart of(RunTrigger trigger) {
    return trigger == RunTrigger.SCHEDULED ? SCHEDULED : new RunStart(trigger, 1);
  }
}
