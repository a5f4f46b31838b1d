package io.healing.jobrunr;

import io.healing.api.HealingException;
import io.healing.api.job.JobObserver;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.ApplyStateFilter;
import org.jobrunr.jobs.filters.JobServerFilter;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.StateName;
import org.jspecify.annotations.Nullable;

/**
 * Tells the runs. JobRunr catches what a filter throws, but not an error of the machine, so nothing
 * leaves these methods; nothing in them waits.
 *
 * <p>That a run failed is told when JobRunr has stored it: only then it is known whether JobRunr
 * will try again. It may hand on that change in two steps; the first one tells.
 */
final class RunFilter implements JobServerFilter, ApplyStateFilter {
  /** The note on an instance that Healing ordered; its value is what the run makes good. */
  static final String ORDERED = "healing";

  private final Map<UUID, RunUnderWay> running = new ConcurrentHashMap<>();
  private final Noticed noticed;
  private volatile @Nullable JobObserver observer;

  RunFilter(Noticed noticed) {
    this.noticed = noticed;
  }

  Noticed noticed() {
    return noticed;
  }

  /** Begins to tell; JobRunr takes no filter away, so one that told before may tell again. */
  void tell(@Nullable JobObserver told) {
    observer = told;
  }

  @Override
  public void onProcessing(Job job) {
    noticed.guard(
        () -> {
          JobObserver told = observer;
          if (told != null) {
            begin(told, job);
          }
        });
  }

  private void begin(JobObserver told, Job job) {
    Thread thread = Thread.currentThread();
    running.values().stream().filter(run -> run.on(thread)).toList().forEach(this::endUnstored);
    String id = JobNames.id(job);
    if (job.getRecurringJobId().isEmpty()) {
      noticed.once(id);
    }
    running.put(job.getId(), new RunUnderWay(job, told.started(id, start(job)), thread));
  }

  private static RunStart start(Job job) {
    int attempt = 1 + (int) job.getJobStates().stream().filter(RunFilter::failed).count();
    return new RunStart(trigger(job, attempt), attempt);
  }

  private static boolean failed(JobState state) {
    return state.getName() == StateName.FAILED;
  }

  private static RunTrigger trigger(Job job, int attempt) {
    if (job.getMetadata().containsKey(ORDERED)) {
      return RunTrigger.HEALING;
    }
    if (attempt > 1) {
      return RunTrigger.RETRY;
    }
    boolean planned =
        job.getJobStates().stream().anyMatch(state -> state.getName() == StateName.SCHEDULED);
    return planned ? RunTrigger.SCHEDULED : RunTrigger.MANUAL;
  }

  @Override
  public void onProcessingSucceeded(Job job) {
    noticed.guard(() -> over(job, null));
  }

  /**
   * JobRunr's steward tells here too what it takes for orphaned, on its own thread: no run of it.
   */
  @Override
  public void onProcessingFailed(Job job, Exception thrown) {
    noticed.guard(() -> over(job, thrown));
  }

  private void over(Job job, @Nullable Exception thrown) {
    RunUnderWay run = here(job);
    if (run != null) {
      run.over(thrown);
      if (job.hasState(StateName.DELETED)) {
        end(run, RunResult.cancelled());
      } else if (thrown == null) {
        tell(run, RunResult.success());
      }
    }
  }

  @Override
  public void onStateApplied(Job job, JobState before, JobState after) {
    noticed.guard(
        () -> {
          RunUnderWay run = here(job);
          if (run != null && run.isOver()) {
            end(run, run.result(job.getState() != StateName.FAILED));
          }
        });
  }

  private @Nullable RunUnderWay here(Job job) {
    RunUnderWay run = running.get(job.getId());
    return run != null && run.on(Thread.currentThread()) ? run : null;
  }

  private void end(RunUnderWay run, RunResult result) {
    if (running.remove(run.instance().getId(), run)) {
      tell(run, result);
    }
  }

  /** What was told before is not heard again. */
  private void tell(RunUnderWay run, RunResult result) {
    JobObserver told = observer;
    if (told != null) {
      told.finished(run.handle(), result);
    }
  }

  /** JobRunr could not store how it ended, so that it will not be tried again from here. */
  private void endUnstored(RunUnderWay run) {
    end(run, run.result(false));
  }

  /** Ends what was over at the last look already and never stored. */
  void settle() {
    running.values().stream()
        .filter(RunUnderWay::overSinceLastQuestion)
        .toList()
        .forEach(this::endUnstored);
  }

  /** The instances that threads of this program run now. */
  Set<UUID> running() {
    return Set.copyOf(running.keySet());
  }

  /** Whether a thread of this program runs that instance. */
  boolean runs(UUID instance) {
    return running.containsKey(instance);
  }

  /**
   * Interrupts a run. JobRunr does not try a recurring job again after it: who interrupts orders
   * the next run, and there is to be one.
   */
  void interrupt(String job, long id) {
    Optional<RunUnderWay> run =
        running.values().stream()
            .filter(under -> under.handle().id() == id && under.handle().jobId().equals(job))
            .findFirst();
    boolean done =
        run.filter(under -> under.interrupt(under.instance().getRecurringJobId().isEmpty()))
            .isPresent();
    if (!done) {
      throw new HealingException(
          "Run " + id + " of job " + job + " is not under way in this program",
          "It has ended, or another process runs it.");
    }
  }
}
