package io.healing.jobrunr;

import io.healing.api.HealingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.states.EnqueuedState;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.StorageProvider;

/**
 * Extra runs of recurring jobs, each ordered once. The id of the instance is made from the job and
 * the key, and a storage takes an id once: so programs that share a storage share the order.
 */
final class Orders {
  private static final List<StateName> UNDONE =
      List.of(StateName.AWAITING, StateName.SCHEDULED, StateName.ENQUEUED, StateName.PROCESSING);

  private final StorageProvider storage;
  private final RunFilter filter;
  private final InstantSource clock;

  Orders(StorageProvider storage, RunFilter filter, InstantSource clock) {
    this.storage = storage;
    this.filter = filter;
    this.clock = clock;
  }

  Optional<RecurringJob> find(String job) {
    return storage.getRecurringJobs().stream().filter(its -> its.getId().equals(job)).findFirst();
  }

  /** Runs the job once for this key; false when that was ordered before. */
  boolean run(String job, String key) {
    RecurringJob recurring = find(job).orElseThrow(() -> unknown(job));
    UUID id = id(job, key);
    if (there(id)) {
      return false;
    }
    leaveToJobRunr(job);
    return taken(order(recurring, id, key));
  }

  private static HealingException unknown(String job) {
    return new HealingException(
        "JobRunr has no recurring job \"" + job + "\"",
        "It was deleted. One that is not recurring is not run without its arguments: put the"
            + " instance that failed into the queue again (requeue_job).");
  }

  static UUID id(String job, String key) {
    return UUID.nameUUIDFromBytes(
        ("healing\n" + job + "\n" + key).getBytes(StandardCharsets.UTF_8));
  }

  private boolean there(UUID id) {
    try {
      storage.getJobById(id);
      return true;
    } catch (JobNotFoundException e) {
      return false;
    }
  }

  private static Job order(RecurringJob recurring, UUID id, String key) {
    Job order = new Job(id, recurring.getJobDetails(), new EnqueuedState());
    order.setJobName(recurring.getJobName());
    order.setRecurringJobId(recurring.getId());
    order.setAmountOfRetries(recurring.getAmountOfRetries());
    order.setLabels(recurring.getLabels());
    order.getMetadata().put(RunFilter.ORDERED, key);
    return order;
  }

  private boolean taken(Job order) {
    try {
      storage.save(order);
      return true;
    } catch (ConcurrentJobModificationException e) {
      return false;
    } catch (RuntimeException e) {
      if (there(order.getId())) {
        return false;
      }
      throw new HealingException(
          "JobRunr's storage did not take the order: " + e.getMessage(),
          "Look whether it can be reached.",
          e);
    }
  }

  /**
   * An instance that JobRunr will run by itself would run beside ours. What runs here is asked
   * first: a run may end while the storage is read.
   */
  private void leaveToJobRunr(String job) {
    Set<UUID> ours = filter.running();
    for (StateName state : UNDONE) {
      new Pages(storage, state)
          .newestFirst(
              its -> {
                boolean same = its.getRecurringJobId().filter(job::equals).isPresent();
                if (same && !ours.contains(its.getId()) && willRun(its)) {
                  throw left(job, its, state);
                }
                return true;
              });
    }
  }

  private static HealingException left(String job, Job instance, StateName state) {
    return new HealingException(
        "JobRunr has instance " + instance.getId() + " of job " + job + " as " + state,
        "It runs that by itself: what waits as soon as a server has a free thread, what its"
            + " server left when it takes that server for dead.");
  }

  /** What is planned for later is no second run of the same start; what runs here is seen here. */
  private boolean willRun(Job instance) {
    if (instance.getJobState() instanceof ScheduledState planned) {
      boolean again =
          instance.getJobStates().stream().anyMatch(state -> state.getName() == StateName.FAILED);
      return again || !planned.getScheduledAt().isAfter(clock.instant());
    }
    return !filter.runs(instance.getId());
  }
}
