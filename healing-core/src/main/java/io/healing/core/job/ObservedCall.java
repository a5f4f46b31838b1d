package io.healing.core.job;

import io.healing.api.job.RunResult;
import java.util.concurrent.Callable;

/** A task with a result whose running is told. To its executor it looks like the task itself. */
final class ObservedCall<T> implements Callable<T> {
  private final ObservedTask.Of of;
  private final Callable<T> task;

  ObservedCall(ObservedTask.Of of, Callable<T> task) {
    this.of = of;
    this.task = task;
  }

  @Override
  public T call() throws Exception {
    Run run = of.recorder().begin(of.jobId(), of.start());
    T answer;
    try {
      answer = task.call();
    } catch (Throwable e) {
      of.recorder().fail(run, e);
      throw e;
    }
    of.recorder().end(run, RunResult.success());
    return answer;
  }

  @Override
  public String toString() {
    return task.toString();
  }
}
