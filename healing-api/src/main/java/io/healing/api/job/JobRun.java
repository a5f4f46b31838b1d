package io.healing.api.job;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a job.
 *
 * @param id unique in the store; its upper half is the instance that ran it, see {@link #instance}
 * @param jobId the job
 * @param startedAt when it began
 * @param finishedAt when it ended, or null while it runs
 * @param outcome how it stands
 * @param durationMs how long it ran, in milliseconds, or null while it runs
 * @param attempt 1 for the first attempt, 2 for the first retry by its runner
 * @param trigger why it began
 * @param error what went wrong, or null
 * @param logTail its last log lines, redacted, at most 64 KiB; may be empty
 * @param retryPending whether its runner will try again by itself
 * @param size how much it did, in the job's own unit (rows, bytes), or null when it did not say
 * @param exitCode the exit code of a command, or null
 */
public record JobRun(
    long id,
    String jobId,
    Instant startedAt,
    @Nullable Instant finishedAt,
    RunOutcome outcome,
    @Nullable Long durationMs,
    int attempt,
    RunTrigger trigger,
    @Nullable RunError error,
    String logTail,
    boolean retryPending,
    @Nullable Long size,
    @Nullable Integer exitCode) {

  /** The id of a run: which instance, and its number there, 1 to 4,294,967,295. */
  public static long id(long instance, long number) {
    return instance << 32 | number;
  }

  /** The instance (one life of one process) that ran it. */
  public long instance() {
    return id >>> 32;
  }

  /** How long it ran; zero while it runs. */
  public Duration duration() {
    return Duration.ofMillis(durationMs == null ? 0 : durationMs);
  }

  /** Whether it has ended. */
  public boolean ended() {
    return finishedAt != null;
  }

  /**
   * The same run with other words.
   *
   * @param said what went wrong, or null
   * @param tail its last log lines
   */
  public JobRun withWords(@Nullable RunError said, String tail) {
    return new JobRun(
        id,
        jobId,
        startedAt,
        finishedAt,
        outcome,
        durationMs,
        attempt,
        trigger,
        said,
        tail,
        retryPending,
        size,
        exitCode);
  }

  /** The same run, ended because its process died. */
  public JobRun orphaned(Instant at) {
    long lasted = Math.max(0, Duration.between(startedAt, at).toMillis());
    RunError died = new RunError("orphaned", "the process that ran it is dead", "");
    return new JobRun(
        id,
        jobId,
        startedAt,
        at,
        RunOutcome.ORPHANED,
        lasted,
        attempt,
        trigger,
        died,
        logTail,
        false,
        size,
        exitCode);
  }
}
