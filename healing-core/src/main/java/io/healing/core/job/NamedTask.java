package io.healing.core.job;

/**
 * A task with the id of its job.
 *
 * @param jobId the job
 * @param task what it does
 */
record NamedTask(String jobId, Runnable task) implements Runnable, Observing.Named {
  @Override
  public void run() {
    task.run();
  }
}
