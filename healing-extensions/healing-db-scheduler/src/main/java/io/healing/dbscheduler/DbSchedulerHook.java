package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What a scheduler is given when it is built: a listener that tells the runs, and an interceptor
 * that knows where the code of a task begins and ends, so that a run can be interrupted without
 * harm to what the scheduler writes afterwards. Until a {@link DbSchedulerRunner} joins, it does
 * nothing. One scheduler each; thread-safe; nothing leaves its methods but what a task throws.
 */
public final class DbSchedulerHook extends AbstractSchedulerListener
    implements ExecutionInterceptor {
  private final Faults faults = new Faults();
  private final Runs runs = new Runs();
  private final Rhythm rhythm;

  /** One for one scheduler. */
  public DbSchedulerHook() {
    this(InstantSource.system());
  }

  /** With the clock by which the scheduler's rhythm is seen. */
  DbSchedulerHook(InstantSource clock) {
    rhythm = new Rhythm(clock);
  }

  Runs runs() {
    return runs;
  }

  Faults faults() {
    return faults;
  }

  Rhythm rhythm() {
    return rhythm;
  }

  @Override
  public void onExecutionStart(CurrentlyExecuting executing) {
    faults.guard(() -> runs.started(executing.getExecution()));
  }

  @Override
  public void onExecutionScheduled(TaskInstanceId instance, Instant time) {
    faults.guard(() -> runs.scheduled(instance, time));
  }

  @Override
  public void onExecutionComplete(ExecutionComplete done) {
    faults.guard(
        () -> {
          runs.finished(done);
          if (done.getResult() == ExecutionComplete.Result.OK) {
            faults.ranWell(done.getExecution());
          }
        });
  }

  @Override
  public void onExecutionDead(Execution execution) {
    faults.guard(() -> faults.dead(execution, owner(execution)));
  }

  private static String owner(Execution dead) {
    return dead.getId() + ", which " + dead.pickedBy + " had, last alive at " + dead.lastHeartbeat;
  }

  @Override
  public void onExecutionFailedHeartbeat(CurrentlyExecuting executing) {
    faults.guard(
        () -> {
          Execution execution = executing.getExecution();
          faults.note(Faults.Kind.HEARTBEAT, execution.getTaskName(), execution.getId());
        });
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType type) {
    faults.guard(
        () -> {
          switch (type) {
            case COMPLETIONHANDLER_ERROR -> handler(Faults.Kind.COMPLETION);
            case FAILUREHANDLER_ERROR -> handler(Faults.Kind.FAILURE);
            case UNEXPECTED_ERROR -> unexpected();
            case RAN_DETECT_DEAD -> rhythm.looked();
            default -> {
              // Told by other methods, or a sign of life.
            }
          }
        });
  }

  /** It is told on the thread of the run, so the run is known. */
  private void handler(Faults.Kind kind) {
    Live live = runs.here();
    if (live == null) {
      faults.note(kind, "", "");
    } else {
      live.lost();
      faults.note(kind, live.execution().getTaskName(), live.execution().getId());
    }
  }

  /** The scheduler tells an error of a handler twice, by this word the second time. */
  private void unexpected() {
    Live live = runs.here();
    if (live == null || !live.isLost()) {
      faults.note(Faults.Kind.UNEXPECTED, "", "");
    }
  }

  @Override
  public CompletionHandler<?> execute(
      TaskInstance<?> instance, ExecutionContext context, ExecutionChain chain) {
    Live live = runs.here();
    if (live == null) {
      return chain.proceed(instance, context);
    }
    live.enter();
    try {
      return chain.proceed(instance, context);
    } finally {
      live.exit();
    }
  }
}
