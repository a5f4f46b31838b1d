package io.healing.api.job;

import io.healing.api.Plugin;
import java.util.List;

/**
 * A job runner that Healing joins: it tells what runs, is asked how its jobs stand, and takes
 * orders. Given to the builder; an adapter for a runner implements it and extends its contract
 * test.
 *
 * <p>What the runner's threads call of an adapter must never stop or delay a job: it hands on to
 * the {@link JobObserver} and catches what it does itself.
 */
public interface JobRunner extends JobControl {

  /**
   * Begins to tell the observer what runs. Called once, when Healing starts.
   *
   * @throws io.healing.api.HealingException when the runner cannot be joined; Healing then goes on
   *     without it and tells so
   */
  void join(JobObserver observer);

  /** Stops telling. The runner itself goes on as if nothing had been there. Called once. */
  void leave();

  /**
   * How all its jobs stand now; one that is left out is known no longer. Called from a thread of
   * the checks lane, so it may read the runner's own store.
   */
  List<JobStanding> standings();

  /** The monitors, analyzers and remediators that know this runner alone; by default none. */
  default List<Plugin> plugins() {
    return List.of();
  }
}
