package io.healing.api.job;

import org.jspecify.annotations.Nullable;

/**
 * What a job runner tells Healing. Every method may be called from any thread; it only drops an
 * event into a bounded queue, never blocks, does no I/O and never throws. An unknown job is taken
 * up as a job without a definition.
 */
public interface JobObserver {

  /**
   * A run begins on the calling thread. Its log lines are tied to this thread until it ends.
   *
   * @return the handle for the calls that follow
   */
  RunHandle started(String jobId, RunStart start);

  /** A run begins by its schedule on the calling thread. */
  default RunHandle started(String jobId) {
    return started(jobId, RunStart.scheduled());
  }

  /** A log line of a run. Only the last 64 KiB of a run are kept. */
  void logged(RunHandle run, String line);

  /**
   * A run goes on without a thread of its own until {@link #finished} tells its end, as one that
   * waits for answers. Told on the thread on which it began, which is free for other runs from now
   * on: neither its log lines nor its stack are those of this run. By default nothing is done.
   */
  default void leftThread(RunHandle run) {}

  /** A run ended. A second call for the same run is ignored. */
  void finished(RunHandle run, RunResult result);

  /**
   * A periodic task came to its end and will not run again by itself.
   *
   * @param cause the exception that ended it, or null when there was none
   */
  void silenced(String jobId, @Nullable Throwable cause);
}
