package io.healing.core.job;

import java.util.concurrent.Callable;

/**
 * A task with a result and the id of its job.
 *
 * @param jobId the job
 * @param task what it does
 */
record NamedCall<T>(String jobId, Callable<T> task) implements Callable<T>, Observing.Named {
  @Override
  public T call() throws Exception {
    return task.call();
  }
}
