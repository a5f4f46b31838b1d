package io.healing.micrometer;

import io.healing.api.job.JobObserver;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes runs of jobs out of the observations of some names: each begins a run on its thread when it
 * starts, and ends it when it stops; with an error the run has failed. Other observations are left
 * alone. Give it to {@code ObservationRegistry.observationConfig().observationHandler(…)}.
 *
 * <p>Immutable and thread-safe; it never throws and never blocks.
 */
public final class ObservedRuns implements ObservationHandler<Observation.Context> {
  private static final Logger LOG = LoggerFactory.getLogger(ObservedRuns.class);

  private final JobObserver observer;
  private final Map<String, Function<Observation.Context, String>> jobs;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private ObservedRuns(
      JobObserver observer, Map<String, Function<Observation.Context, String>> jobs) {
    this.observer = observer;
    this.jobs = Map.copyOf(jobs);
  }

  /** Makes no runs yet: {@link #withRuns} names the observations. */
  public static ObservedRuns of(JobObserver observer) {
    return new ObservedRuns(Objects.requireNonNull(observer, "observer"), Map.of());
  }

  /** With every observation of this name as a run of this job. */
  public ObservedRuns withRuns(String observation, String job) {
    Objects.requireNonNull(job, "job");
    return withRuns(observation, context -> job);
  }

  /**
   * With every observation of this name as a run of the job that the function tells.
   *
   * @param job tells the job at the start of the observation, of a bounded number of jobs; with an
   *     empty text, or when it throws, there is no run
   */
  public ObservedRuns withRuns(String observation, Function<Observation.Context, String> job) {
    Map<String, Function<Observation.Context, String>> more = new HashMap<>(jobs);
    more.put(
        Objects.requireNonNull(observation, "observation"), Objects.requireNonNull(job, "job"));
    return new ObservedRuns(observer, more);
  }

  /**
   * With every run of Spring's {@code @Scheduled} methods that Spring observes, under the job
   * {@code package.Class.method}; those of classes without a name are no runs. For programs that do
   * not use Healing's Spring modules, which tell these runs themselves.
   */
  public ObservedRuns withScheduledTasks() {
    return withRuns(ScheduledTasks.NAME, ScheduledTasks::job);
  }

  /** True: an observation may get its name only when it starts. */
  @Override
  public boolean supportsContext(Observation.Context context) {
    return true;
  }

  @Override
  public void onStart(Observation.Context context) {
    String job = job(context);
    if (!job.isBlank()) {
      context.put(this, observer.started(job));
    }
  }

  private String job(Observation.Context context) {
    String name = String.valueOf(context.getName());
    Function<Observation.Context, String> job = jobs.get(name);
    try {
      return job == null ? "" : Objects.requireNonNullElse(job.apply(context), "");
    } catch (RuntimeException e) {
      if (told.add(name)) {
        LOG.warn(
            "Nobody can tell the job of the observation {}; it is no run, nor are those that fail"
                + " alike",
            name,
            e);
      }
      return "";
    }
  }

  @Override
  public void onStop(Observation.Context context) {
    RunHandle run = context.get(this);
    if (run != null) {
      Throwable error = context.getError();
      observer.finished(run, error == null ? RunResult.success() : RunResult.failure(error));
    }
  }
}
