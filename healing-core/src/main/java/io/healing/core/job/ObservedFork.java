package io.healing.core.job;

import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RunnableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A task that already is one of a fork-join pool, such as {@code ForkJoinTask.adapt} makes. Its
 * caller holds on to it as its future, so it is run as it is, within this one.
 */
final class ObservedFork extends ForkJoinTask<@Nullable Void> {
  private static final long serialVersionUID = 1;

  private final transient ObservedTask.Of of;
  private final ForkJoinTask<?> task;

  ObservedFork(ObservedTask.Of of, ForkJoinTask<?> task) {
    this.of = of;
    this.task = task;
  }

  /** Whether the task ends with its own run; the stages of a CompletableFuture never do. */
  static boolean fits(@Nullable Object task) {
    return task instanceof ForkJoinTask<?> && task instanceof RunnableFuture<?>;
  }

  @Override
  protected boolean exec() {
    if (!task.isDone()) {
      Run run = of.recorder().begin(of.jobId(), of.start());
      task.quietlyInvoke();
      of.recorder().end(run, Endings.ofFork(task));
    }
    return true;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    task.cancel(mayInterruptIfRunning);
    return super.cancel(mayInterruptIfRunning);
  }

  @Override
  public @Nullable Void getRawResult() {
    return null;
  }

  @Override
  protected void setRawResult(@Nullable Void value) {
    // it has none
  }
}
