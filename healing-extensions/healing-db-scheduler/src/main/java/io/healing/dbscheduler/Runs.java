package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.healing.api.job.JobObserver;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The runs under way in this process, by the thread that runs them: the scheduler tells beginning
 * and end on it. Thread-safe.
 */
final class Runs {
  /** A column may keep whole seconds only. */
  private static final Duration ROUNDED = Duration.ofSeconds(1);

  private final Map<Thread, Live> live = new ConcurrentHashMap<>();
  private final Map<String, Instant> ordered = new ConcurrentHashMap<>();
  private volatile @Nullable Joined joined;

  private record Joined(JobObserver observer, KnownTasks tasks) {}

  void join(JobObserver observer, KnownTasks tasks) {
    joined = new Joined(observer, tasks);
  }

  void leave() {
    joined = null;
  }

  /** The run on the calling thread. */
  @Nullable Live here() {
    return live.get(Thread.currentThread());
  }

  void started(Execution execution) {
    Joined told = joined;
    endLeftOver(told);
    if (told != null) {
      told.tasks().back(execution.getTaskName());
      RunHandle run = told.observer().started(execution.getTaskName(), start(execution, told));
      live.put(Thread.currentThread(), new Live(execution, run));
    }
  }

  /** The scheduler tells no end of a run for which it found no code. */
  private void endLeftOver(@Nullable Joined told) {
    Live before = live.remove(Thread.currentThread());
    if (before != null) {
      before.end();
      if (told != null) {
        told.observer()
            .finished(before.run(), RunResult.failure("The scheduler did not tell how it ended"));
      }
    }
  }

  private RunStart start(Execution execution, Joined told) {
    boolean retry = execution.consecutiveFailures > 0 && !told.tasks().fixedBySchedule(execution);
    if (ordered(execution)) {
      return RunStart.of(RunTrigger.HEALING);
    }
    return retry
        ? new RunStart(RunTrigger.RETRY, execution.consecutiveFailures + 1)
        : RunStart.scheduled();
  }

  private boolean ordered(Execution execution) {
    Instant planned = ordered.get(execution.getTaskName());
    return planned != null
        && Duration.between(planned, execution.getExecutionTime()).abs().compareTo(ROUNDED) <= 0
        && ordered.remove(execution.getTaskName(), planned);
  }

  /** On the thread of a run: whether this very execution will run again. */
  void scheduled(TaskInstanceId instance, Instant time) {
    Live here = here();
    if (here != null && here.is(instance)) {
      here.again(time);
    }
  }

  void finished(ExecutionComplete done) {
    Live was = live.remove(Thread.currentThread());
    Joined told = joined;
    if (was != null) {
      try {
        if (told != null) {
          told.tasks().ran(done, was.again());
          told.observer().finished(was.run(), result(done, told.tasks(), was.again()));
        }
      } finally {
        was.end();
      }
    }
  }

  private static RunResult result(
      ExecutionComplete done, KnownTasks tasks, @Nullable Instant again) {
    if (done.getResult() == ExecutionComplete.Result.OK) {
      return RunResult.success();
    }
    RunResult failure =
        done.getCause()
            .map(RunResult::failure)
            .orElseGet(() -> RunResult.failure("The scheduler did not tell why"));
    return tasks.retries(done, again) ? failure.retryPending() : failure;
  }

  /** The next run of this job at this moment is one that we ordered. */
  void order(String job, Instant time) {
    ordered.put(job, time);
  }

  void forget(String job) {
    ordered.remove(job);
  }

  Optional<Live> byRun(long run) {
    return live.values().stream().filter(one -> one.run().id() == run).findFirst();
  }

  /** A run of this execution that was interrupted and has not ended. */
  Optional<Live> interrupted(TaskInstanceId instance) {
    return live.values().stream()
        .filter(one -> one.is(instance) && one.wasInterrupted())
        .findFirst();
  }
}
