package io.healing.api.job;

import io.healing.api.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands at one moment. Immutable but for {@link RunningRun#look}.
 *
 * @param definition what was told of it
 * @param running its runs that have not ended, oldest first
 * @param last its last run that ended, or null
 * @param lastSuccess its last successful run, or null
 * @param consecutiveFailures how many runs in a row went wrong, up to now
 * @param statistics what is usual for it
 * @param expectedStart the latest moment, not after now, at which its schedule wanted a start that
 *     has not been seen; null when none is owed
 * @param silencedBy what ended it for good, or null while it still runs by its schedule
 * @param standing how its runner says it stands, or null where no runner tells
 */
public record JobSnapshot(
    JobDefinition definition,
    List<RunningRun> running,
    @Nullable JobRun last,
    @Nullable JobRun lastSuccess,
    int consecutiveFailures,
    JobStatistics statistics,
    @Nullable Instant expectedStart,
    @Nullable RunError silencedBy,
    @Nullable JobStanding standing) {

  /** Copies the list. */
  public JobSnapshot {
    running = List.copyOf(running);
  }

  /** A job of which no runner tells how it stands. */
  public JobSnapshot(
      JobDefinition definition,
      List<RunningRun> running,
      @Nullable JobRun last,
      @Nullable JobRun lastSuccess,
      int consecutiveFailures,
      JobStatistics statistics,
      @Nullable Instant expectedStart,
      @Nullable RunError silencedBy) {
    this(
        definition,
        running,
        last,
        lastSuccess,
        consecutiveFailures,
        statistics,
        expectedStart,
        silencedBy,
        null);
  }

  /** The job as a subject. */
  public Subject subject() {
    return Subject.job(definition.id());
  }

  /** Its last run that ended. */
  public Optional<JobRun> lastRun() {
    return Optional.ofNullable(last);
  }

  /**
   * How its runner says that it gave the job up; empty while it does not, and where what left the
   * job ended it.
   */
  public Optional<JobStanding> givenUp() {
    RunError by = silencedBy;
    return by == null
        ? Optional.empty()
        : Optional.ofNullable(standing)
            .filter(told -> told.state() == JobStanding.State.STOPPED)
            .filter(told -> told.words().equals(by.message()));
  }
}
