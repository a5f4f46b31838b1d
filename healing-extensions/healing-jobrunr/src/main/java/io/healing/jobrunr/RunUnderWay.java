package io.healing.jobrunr;

import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import org.jobrunr.jobs.Job;
import org.jspecify.annotations.Nullable;

/**
 * One run on its thread, from its beginning until JobRunr has stored how it ended. Thread-safe; the
 * lock is held for a few instructions and by nobody but who interrupts.
 */
final class RunUnderWay {
  private final Job instance;
  private final RunHandle handle;
  private final Thread thread;
  private boolean over;
  private boolean interrupted;
  private boolean seenOver;
  private @Nullable Exception thrown;

  RunUnderWay(Job instance, RunHandle handle, Thread thread) {
    this.instance = instance;
    this.handle = handle;
    this.thread = thread;
  }

  Job instance() {
    return instance;
  }

  RunHandle handle() {
    return handle;
  }

  boolean on(Thread other) {
    return thread.equals(other);
  }

  /**
   * The job has returned; what follows on this thread is JobRunr's own work. An interrupt that came
   * too late must not hit that: it is taken back.
   */
  synchronized void over(@Nullable Exception with) {
    over = true;
    thrown = with;
    if (interrupted) {
      Thread.interrupted();
    }
  }

  synchronized boolean isOver() {
    return over;
  }

  /** Whether it was over at the last question already. */
  synchronized boolean overSinceLastQuestion() {
    boolean before = seenOver;
    seenOver = over;
    return before;
  }

  /**
   * Interrupts the job.
   *
   * @param retried whether JobRunr may try it again by itself
   * @return false when it is over
   */
  synchronized boolean interrupt(boolean retried) {
    if (over) {
      return false;
    }
    if (!retried) {
      instance.setAmountOfRetries(0);
    }
    interrupted = true;
    thread.interrupt();
    return true;
  }

  /** How it ended. */
  synchronized RunResult result(boolean retryPending) {
    if (thrown == null) {
      return RunResult.success();
    }
    RunResult failure = RunResult.failure(Thrown.byJob(thrown));
    return retryPending ? failure.retryPending() : failure;
  }
}
