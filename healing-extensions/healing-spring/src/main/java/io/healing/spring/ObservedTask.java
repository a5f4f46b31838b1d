package io.healing.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.SchedulingAwareRunnable;

/** A task whose runs are seen; for the scheduler it has the name and the wishes of the task. */
final class ObservedTask implements SchedulingAwareRunnable {
  private final Runnable task;
  private final Runnable run;

  ObservedTask(Runnable task, Runnable run) {
    this.task = task;
    this.run = run;
  }

  @Override
  public void run() {
    run.run();
  }

  @Override
  public boolean isLongLived() {
    return task instanceof SchedulingAwareRunnable aware && aware.isLongLived();
  }

  @Override
  public @Nullable String getQualifier() {
    return task instanceof SchedulingAwareRunnable aware ? aware.getQualifier() : null;
  }

  @Override
  public String toString() {
    return task.toString();
  }
}
