package io.healing.jobrunr;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.StorageProvider;
import org.jspecify.annotations.Nullable;

/** How the jobs stand, asked of the storage. */
final class Standings {
  private static final StateName[] BEGUN = {
    StateName.PROCESSING, StateName.SUCCEEDED, StateName.FAILED, StateName.DELETED
  };

  private final StorageProvider storage;
  private final String runner;

  Standings(StorageProvider storage, String runner) {
    this.storage = storage;
    this.runner = runner;
  }

  /** All recurring jobs, and of the others those that were seen. */
  List<JobStanding> all(Set<String> once) {
    List<JobStanding> all = new ArrayList<>();
    Set<String> others = new HashSet<>(once);
    for (RecurringJob job : storage.getRecurringJobs()) {
      all.add(readable(job));
      others.remove(job.getId());
    }
    others.forEach(job -> all.add(JobStanding.scheduled(definition(job), null)));
    return all;
  }

  private JobDefinition definition(String job) {
    return JobDefinition.of(job).withRunner(runner);
  }

  /** One schedule that cannot be read hides no other job. */
  private JobStanding readable(RecurringJob job) {
    Instant next;
    try {
      next = job.getNextRun();
    } catch (RuntimeException e) {
      return JobStanding.stopped(
          definition(job.getId()),
          "its schedule \"" + job.getScheduleExpression() + "\" cannot be read: " + e.getMessage());
    }
    return JobStanding.scheduled(definition(job.getId()), next)
        .withPrevious(previous(job))
        .withSchedule(job.getScheduleExpression() + " " + job.getZoneId())
        .withoutEnd();
  }

  /**
   * For when the newest instance that was begun was planned. JobRunr stores the next instance ahead
   * of time, and tells a next run whether or not the last took place: neither says that it ran.
   */
  private @Nullable Instant previous(RecurringJob job) {
    return storage.getRecurringJobLatestScheduledInstant(job.getId(), BEGUN);
  }
}
