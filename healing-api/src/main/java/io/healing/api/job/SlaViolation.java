package io.healing.api.job;

import org.jspecify.annotations.Nullable;

/**
 * One way in which an agreement on a job's service was broken. Immutable and thread-safe.
 *
 * @param runId the id of the run that broke it, or null where its runs together did: too many
 *     failures in a row, a spent error budget
 * @param text what broke it, a sentence without its full stop
 */
public record SlaViolation(@Nullable Long runId, String text) {

  /** By the runs together, whatever the score. */
  public static SlaViolation ofJob(String text) {
    return new SlaViolation(null, text);
  }

  /** By one run. */
  public static SlaViolation ofRun(long runId, String text) {
    return new SlaViolation(runId, text);
  }

  /** Whether the runs together broke it, and no single one. */
  public boolean isOfJob() {
    return runId == null;
  }
}
