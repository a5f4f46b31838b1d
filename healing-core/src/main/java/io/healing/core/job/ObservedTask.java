package io.healing.core.job;

import io.healing.api.job.RunStart;

/** A task whose running is told. To its executor it looks like the task itself. */
class ObservedTask implements Runnable {
  private final Of of;
  private final Runnable task;

  /**
   * Which run it is.
   *
   * @param recorder where it is told
   * @param jobId the job
   * @param start why it begins
   */
  record Of(Recorder recorder, String jobId, RunStart start) {}

  ObservedTask(Of of, Runnable task) {
    this.of = of;
    this.task = task;
  }

  Runnable task() {
    return task;
  }

  @Override
  public void run() {
    Run run = of.recorder.begin(of.jobId, of.start);
    try {
      task.run();
    } catch (Throwable e) {
      of.recorder.fail(run, e);
      throw e;
    }
    of.recorder.cameBack(run, task);
  }

  @Override
  public String toString() {
    return task.toString();
  }
}
