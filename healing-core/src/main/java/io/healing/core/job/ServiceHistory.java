package io.healing.core.job;

import io.healing.api.job.JobRun;
import io.healing.api.job.SlaConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs by which a job is held against the agreement on its service.
 *
 * @param newestFirst its runs, newest first, as far back as {@link #reach} says or to its newest
 *     that can be read
 * @param cut whether there are more runs that far back than these
 * @param wrong how many runs went wrong within the period of its error budget, or null where they
 *     are to be counted in the list
 * @param scheduledSince since when the job has its present schedule; runs that began before are not
 *     asked whether they were on time
 */
public record ServiceHistory(
    List<JobRun> newestFirst, boolean cut, @Nullable Integer wrong, Instant scheduledSince) {
  /** Copies the list. */
  public ServiceHistory {
    newestFirst = List.copyOf(newestFirst);
  }

  /** All its runs as far back as they count. */
  public static ServiceHistory whole(List<JobRun> newestFirst) {
    return new ServiceHistory(newestFirst, false, null, Instant.EPOCH);
  }

  /** With the moment since which the job has its present schedule. */
  public ServiceHistory withScheduledSince(Instant moment) {
    return new ServiceHistory(newestFirst, cut, wrong, moment);
  }

  /** How far back runs count for an agreement: its evaluation period, or its budget's if longer. */
  public static Duration reach(SlaConfig config) {
    Duration evaluated = Sla.period(config.evaluationPeriod());
    return budgetPeriod(config).filter(p -> p.compareTo(evaluated) > 0).orElse(evaluated);
  }

  /** How far back failures count against the error budget of an agreement that has one. */
  public static Optional<Duration> budgetPeriod(SlaConfig config) {
    return Optional.ofNullable(config.errorBudget()).map(SlaViolations::period);
  }
}
