package io.healing.spring;

import io.healing.api.job.RunResult;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.ScheduledTaskObservationContext;

/**
 * Follows the streams of methods that return one, by the observation that Spring makes of each: it
 * begins when the stream is subscribed and stops when that ends. Observations of other methods are
 * left alone. Thread-safe; it never throws.
 */
final class Streams implements ObservationHandler<ScheduledTaskObservationContext> {
  private final Runs runs;

  private Streams(Runs runs) {
    this.runs = runs;
  }

  /**
   * Begins to follow them: in the registry of the application, or where it has none in one that is
   * there for streams alone.
   */
  static void follow(ScheduledTaskRegistrar registrar, Runs runs) {
    ObservationRegistry its = registrar.getObservationRegistry();
    if (its == null || its == ObservationRegistry.NOOP) {
      registrar.setObservationRegistry(new Own(runs));
    } else if (!(its instanceof Own)) {
      its.observationConfig().observationHandler(new Streams(runs));
    }
  }

  /** Asked on the thread that subscribes. */
  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof ScheduledTaskObservationContext
        && (runs.subscribing() != null || context.get(this) != null);
  }

  @Override
  public void onStart(ScheduledTaskObservationContext context) {
    Running run = runs.subscribing();
    if (run != null && run.follow()) {
      context.put(this, run);
    }
  }

  @Override
  public void onStop(ScheduledTaskObservationContext context) {
    Running run = context.get(this);
    if (run != null) {
      runs.end(run, result(context));
    }
  }

  private static RunResult result(ScheduledTaskObservationContext context) {
    Throwable error = context.getError();
    if (error != null) {
      return RunResult.failure(error);
    }
    return context.isComplete() ? RunResult.success() : RunResult.cancelled();
  }

  /** Of an application without one. For all but streams it is as if there were still none. */
  private static final class Own implements ObservationRegistry {
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final Runs runs;

    Own(Runs runs) {
      this.runs = runs;
      registry.observationConfig().observationHandler(new Streams(runs));
    }

    @Override
    public boolean isNoop() {
      return runs.subscribing() == null;
    }

    @Override
    public @Nullable Observation getCurrentObservation() {
      return registry.getCurrentObservation();
    }

    @Override
    public Observation.@Nullable Scope getCurrentObservationScope() {
      return registry.getCurrentObservationScope();
    }

    @Override
    public void setCurrentObservationScope(Observation.@Nullable Scope current) {
      registry.setCurrentObservationScope(current);
    }

    @Override
    public ObservationConfig observationConfig() {
      return registry.observationConfig();
    }
  }
}
