package io.healing.api.job;

import io.healing.api.HealingException;
import io.healing.api.Plugin;
import java.util.Optional;
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
    SCHEDULE,
    /** Put it aside until it is resumed. */
    PAUSE,
    /** Let it go on after a pause. */
    RESUME
  }

  /** The runner that this controls, as in {@link JobDefinition#runner}. */
  String runner();

  /** What this runner can be told for this job. */
  Set<Order> orders(String jobId);

  /**
   * What a person does about an order that this runner does not take for this job, in words for
   * somebody who never saw Healing's code, such as {@code End its program; let its class implement
   * InterruptableJob}.
   *
   * @param order one that is not among the {@link #orders}
   * @return one or two sentences; empty where the runner has nothing of its own to say
   * @throws io.healing.api.HealingException when the runner cannot tell
   */
  default Optional<String> instead(Order order, String jobId) {
    return Optional.empty();
  }

  /**
   * Runs the job now, once. The run is told to the {@link JobObserver} as usual.
   *
   * @param key what the run makes good, the same for every program that orders it. A runner whose
   *     store several programs share runs the job only once for a key; to one that lives in this
   *     process alone it means nothing
   * @return false when the runner has taken an order of this key before, so that this one does
   *     nothing
   * @throws io.healing.api.HealingException when the runner does not take it
   */
  boolean run(String jobId, String key);

  /**
   * Why an order to run would be refused right now although the runner is going to run the job by
   * itself, as while it still holds an instance for a server that it does not take for dead yet.
   * Asked before an order: nothing is counted and nobody called then, and it is asked again.
   *
   * @return one or two sentences for a person; empty when an order would be taken, or refused for a
   *     reason that does not pass by itself
   * @throws io.healing.api.HealingException when the runner cannot tell
   */
  default Optional<String> waits(String jobId) {
    return Optional.empty();
  }

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

  /**
   * Whether somebody put the job aside, asked of the runner itself.
   *
   * @throws io.healing.api.HealingException when the runner cannot tell
   */
  default boolean paused(String jobId) {
    return false;
  }

  /**
   * Puts the job aside: it does not start by its schedule until it is resumed.
   *
   * @throws io.healing.api.HealingException when the runner does not take it
   */
  default void pause(String jobId) {
    throw refuses(jobId, "paused");
  }

  /**
   * Lets the job go on after a pause.
   *
   * @throws io.healing.api.HealingException when the runner does not take it
   */
  default void resume(String jobId) {
    throw refuses(jobId, "resumed");
  }

  private HealingException refuses(String jobId, String what) {
    return new HealingException(
        "The runner \"" + runner() + "\" has no way in which job " + jobId + " can be " + what,
        "Do it where the job is scheduled.");
  }
}
