package io.healing.quartz;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/** How Quartz's keys and Healing's job ids stand for one another. */
final class JobNames {
  /** The group of what Healing itself puts into a scheduler. */
  static final String OURS = "healing";

  private static final int LONGEST = 180;
  private static final int CUT = 140;

  private final Scheduler scheduler;

  JobNames(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * The name alone in the default group, else {@code group.name}; made a job id where it is none.
   */
  static String id(JobKey key) {
    return id(key.getGroup(), key.getName());
  }

  /** The same of the two parts of a key. */
  static String id(String group, String name) {
    String whole = group.equals(Scheduler.DEFAULT_GROUP) ? name : group + "." + name;
    return Subject.jobCalled(whole).name();
  }

  /** The trigger of an extra run. */
  static TriggerKey order(String job, String key) {
    return TriggerKey.triggerKey(inColumn(job + "#" + key), OURS);
  }

  /** A name that fits the narrowest column of the tables that Quartz ships, which has 190. */
  static String inColumn(String name) {
    return name.length() <= LONGEST
        ? name
        : name.substring(0, CUT)
            + "~"
            + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
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

  /**
   * The job's key, if the scheduler has it.
   *
   * @throws HealingException when two of its jobs share the id, since it is not known which is
   *     meant
   */
  Optional<JobKey> find(String job) throws SchedulerException {
    List<JobKey> all =
        scheduler.getJobKeys(GroupMatcher.anyJobGroup()).stream()
            .filter(key -> id(key).equals(job))
            .toList();
    if (all.size() > 1) {
      throw new HealingException(
          "The jobs " + all.get(0) + " and " + all.get(1) + " are both called \"" + job + "\"",
          "It is not known which is meant: give one of them another name or group.");
    }
    return all.stream().findFirst();
  }
}
