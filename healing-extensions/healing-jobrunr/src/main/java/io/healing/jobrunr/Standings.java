package io.healing.jobrunr;

import io.healing.api.HealingException;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.RecurringJobsResult;
import org.jobrunr.storage.StorageProvider;
import org.jspecify.annotations.Nullable;

/** How the jobs stand, asked of the storage. Thread-safe. */
final class Standings {
  private static final StateName[] BEGUN = {
    StateName.PROCESSING, StateName.SUCCEEDED, StateName.FAILED, StateName.DELETED
  };

  private final StorageProvider storage;
  private final String runner;
  private final Noticed noticed;
  private @Nullable RecurringJobsResult lastRead;

  Standings(StorageProvider storage, String runner, Noticed noticed) {
    this.storage = storage;
    this.runner = runner;
    this.noticed = noticed;
  }

  /**
   * All recurring jobs, and of the others those that were seen.
   *
   * @throws HealingException when the recurring jobs cannot be read and never were
   */
  synchronized List<JobStanding> all() {
    List<JobStanding> all = new ArrayList<>();
    Set<String> others = new HashSet<>(noticed.once());
    for (JobStanding recurring : recurring()) {
      all.add(recurring);
      others.remove(recurring.definition().id());
    }
    others.forEach(job -> all.add(JobStanding.scheduled(definition(job), null)));
    return all;
  }

  private List<JobStanding> recurring() {
    RecurringJobsResult now;
    try {
      now = storage.getRecurringJobs();
    } catch (RuntimeException e) {
      noticed.recurringRead(e);
      return remembered(e);
    }
    noticed.recurringRead(null);
    lastRead = now;
    return now.stream().map(this::readable).toList();
  }

  /**
   * JobRunr reads all of them or none: one row that cannot be read says nothing of the others, so
   * they stand as when all could be read. Where they were changed since, nobody knows which is
   * still there, and no start is promised.
   */
  private List<JobStanding> remembered(RuntimeException unread) {
    RecurringJobsResult before = lastRead;
    if (before == null) {
      throw new HealingException(
          "JobRunr's recurring jobs could not be read: " + UnreadWords.reason(unread),
          "Look whether the storage answers, and whether each row of jobrunr_recurring_jobs can be"
              + " read.",
          unread);
    }
    boolean changed = storage.recurringJobsUpdated(before.getLastModifiedHash());
    return before.stream().map(job -> changed ? unsure(job) : readable(job)).toList();
  }

  private JobStanding unsure(RecurringJob job) {
    return JobStanding.scheduled(definition(job.getId()), null)
        .withSchedule(job.getScheduleExpression() + " " + job.getZoneId())
        .withoutEnd();
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
