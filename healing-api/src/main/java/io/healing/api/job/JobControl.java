package io.healing.api.job;

import io.healing.api.Plugin;
import java.util.Set;

/**
 * How a job runner is told to run, interrupt or schedule a job. Chosen by {@link
 * JobDefinition#runner}. Called from an action's thread; a call returns when the runner has taken
 * the order, not when the run has ended.
 */
public interface JobControl extends Plugin {

  /** What can be ordered. */
  enum Order {
    /** Run now, once. */
    RUN,
    /** Interrupt the run that is under way. */
    INTERRUPT,
    /** Put it on its schedule again. */
    SCHEDULE
  }

  /** The runner that this controls, as in {@link JobDefinition#runner}. */
  String runner();

  /** What this runner can be told for this job. */
  Set<Order> orders(String jobId);

  /**
   * Runs the job now, once. The run is told to the {@link JobObserver} as usual.
   *
   * @throws io.healing.api.HealingException when the runner does not take it
   */
  void run(String jobId);

  /**
   * Interrupts a run. A job that can be scheduled stays on its schedule: what leaves the
   * interrupted run must not end it.
   *
   * @throws io.healing.api.HealingException when the runner does not take it
   */
  void interrupt(String jobId, long runId);

  /**
   * Puts the job on its schedule again.
   *
   * @throws io.healing.api.HealingException when the runner does not take it
   */
  void schedule(String jobId);
}
