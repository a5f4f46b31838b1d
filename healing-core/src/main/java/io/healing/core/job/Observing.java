package io.healing.core.job;

import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the tasks of one executor.
 *
 * @param recorder where the runs are told
 * @param control where tasks that can be run again are made known
 * @param name the job of a task without a name
 */
record Observing(Recorder recorder, ExecutorControl control, String name) {
  private static final RunStart BY_PROGRAM = RunStart.of(RunTrigger.MANUAL);

  /** A task to be run once. Null stays null, so that the executor refuses it as it always does. */
  @Nullable Runnable once(ExecutorService executor, @Nullable Runnable task) {
    return once(executor, task, BY_PROGRAM);
  }

  @Nullable Runnable once(ExecutorService executor, @Nullable Runnable task, RunStart start) {
    if (task == null) {
      return null;
    }
    ObservedTask.Of of = new ObservedTask.Of(recorder, jobOf(task), start);
    if (task instanceof NamedTask named) {
      control.knows(named.jobId(), executor, Executors.callable(named.task()));
    }
    return task instanceof Comparable ? new ComparableTask(of, task) : new ObservedTask(of, task);
  }

  <T> @Nullable Callable<T> once(ExecutorService executor, @Nullable Callable<T> task) {
    return once(executor, task, BY_PROGRAM);
  }

  <T> @Nullable Callable<T> once(
      ExecutorService executor, @Nullable Callable<T> task, RunStart start) {
    if (task == null) {
      return null;
    }
    if (task instanceof NamedCall<T> named) {
      control.knows(named.jobId(), executor, named.task());
    }
    return new ObservedCall<>(new ObservedTask.Of(recorder, jobOf(task), start), task);
  }

  <T> @Nullable List<@Nullable Callable<T>> all(
      ExecutorService executor, @Nullable Collection<? extends Callable<T>> tasks) {
    if (tasks == null) {
      return null;
    }
    List<@Nullable Callable<T>> wrapped = new ArrayList<>(tasks.size());
    for (Callable<T> task : tasks) {
      wrapped.add(once(executor, task));
    }
    return wrapped;
  }

  /** Which run a task is that the program hands over. */
  ObservedTask.Of of(Object task) {
    return new ObservedTask.Of(recorder, jobOf(task), BY_PROGRAM);
  }

  String jobOf(Object task) {
    return task instanceof Named named ? named.jobId() : name;
  }

  /** A task that says which job it is. */
  interface Named {
    String jobId();
  }
}
