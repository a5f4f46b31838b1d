package io.healing.jobrunr;

import io.healing.api.HealingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.states.EnqueuedState;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.StorageProvider;
import org.jspecify.annotations.Nullable;

/**
 * Extra runs of recurring jobs, each ordered once. The id of the instance is made from the job and
 * the key, and a storage takes an id once: so programs that share a storage share the order.
 */
final class Orders {
  private static final List<StateName> UNDONE =
      List.of(StateName.AWAITING, StateName.SCHEDULED, StateName.ENQUEUED, StateName.PROCESSING);

  private static final String BY_ITSELF =
      "It runs that by itself: what waits as soon as a server has a free thread, what its server"
          + " left when it takes that server for dead.";

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
    Optional<Job> left = leftToJobRunr(job);
    if (left.isPresent()) {
      throw new HealingException(holds(left.get()), BY_ITSELF);
    }
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

  /** Why an order is refused for as long as JobRunr has an instance that it will run. */
  Optional<String> waits(String job) {
    return leftToJobRunr(job).map(left -> holds(left) + ". " + BY_ITSELF);
  }

  /**
   * An instance that JobRunr will run by itself would run beside ours. What runs here is asked
   * first: a run may end while the storage is read.
   */
  private Optional<Job> leftToJobRunr(String job) {
    Set<UUID> ours = filter.running();
    AtomicReference<@Nullable Job> left = new AtomicReference<>();
    for (StateName state : UNDONE) {
      new Pages(storage, state)
          .newestFirst(
              its -> {
                boolean same = its.getRecurringJobId().filter(job::equals).isPresent();
                if (same && !ours.contains(its.getId()) && willRun(its)) {
                  left.compareAndSet(null, its);
                }
                return left.get() == null;
              });
    }
    return Optional.ofNullable(left.get());
  }

  private static String holds(Job instance) {
    return "JobRunr has instance "
        + instance.getId()
        + " of job "
        + JobNames.id(instance)
        + " as "
        + instance.getState();
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
