package io.healing.quartz;

import io.healing.api.HealingException;
import java.util.Optional;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/** How Quartz's keys and Healing's job ids stand for one another. */
final class JobNames {
  /** The group of what Healing itself puts into a scheduler. */
  static final String OURS = "healing";

  private static final int LONGEST = 190;

  private final Scheduler scheduler;

  JobNames(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** The name alone in the default group, else {@code group.name}. */
  static String id(JobKey key) {
    return id(key.getGroup(), key.getName());
  }

  /** The same of the two parts of a key. */
  static String id(String group, String name) {
    return group.equals(Scheduler.DEFAULT_GROUP) ? name : group + "." + name;
  }

  /** The trigger of an extra run. */
  static TriggerKey order(String job, String key) {
    return TriggerKey.triggerKey(bounded(job + "#" + key), OURS);
  }

  /** A name that a store takes: of triggers and calendars it keeps 200 characters. */
  static String bounded(String whole) {
    return whole.length() <= LONGEST
        ? whole
        : whole.substring(0, LONGEST) + Integer.toHexString(whole.hashCode());
  }

  /** The key of a job that the scheduler has. */
  JobKey key(String job) throws SchedulerException {
    return find(job)
        .orElseThrow(
            () ->
                new HealingException(
                    "The scheduler has no job \"" + job + "\"",
                    "It was deleted, or another scheduler runs it."));
  }

  Optional<JobKey> find(String job) throws SchedulerException {
    JobKey plain = JobKey.jobKey(job);
    if (scheduler.checkExists(plain)) {
      return Optional.of(plain);
    }
    return scheduler.getJobKeys(GroupMatcher.anyJobGroup()).stream()
        .filter(key -> id(key).equals(job))
        .findFirst();
  }
}
