package io.healing.quartz;

import io.healing.api.job.JobObserver;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobListener;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;

/**
 * Tells the runs. Quartz does not fire a job whose listener throws, so nothing leaves these methods
 * and nothing in them waits.
 */
final class RunListener implements JobListener {
  private static final String BY_HAND = "MT_";

  private final String name;
  private final JobObserver observer;
  private final Faults faults;
  private final Map<String, Fired> running = new ConcurrentHashMap<>();

  /** A run that Quartz began, on its thread. */
  private record Fired(RunHandle run, Thread thread) {}

  /**
   * @param name one that no other listener of the scheduler has
   */
  RunListener(String name, JobObserver observer, Faults faults) {
    this.name = name;
    this.observer = observer;
    this.faults = faults;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public void jobToBeExecuted(JobExecutionContext context) {
    faults.guard(
        () -> {
          notRun("Quartz left it before its job began");
          String job = JobNames.id(context.getJobDetail().getKey());
          RunHandle run = observer.started(job, start(context));
          faults.began(job);
          running.put(context.getFireInstanceId(), new Fired(run, Thread.currentThread()));
        });
  }

  /**
   * Ends what this thread began and Quartz gave up: when another listener throws, the job is not
   * executed and no listener hears of its end.
   */
  void notRun(String why) {
    Thread here = Thread.currentThread();
    List<Fired> left = running.values().stream().filter(fired -> fired.thread() == here).toList();
    running.values().removeAll(left);
    left.forEach(fired -> observer.finished(fired.run(), RunResult.failure(why)));
  }

  private static RunStart start(JobExecutionContext context) {
    return new RunStart(trigger(context), 1 + context.getRefireCount());
  }

  private static RunTrigger trigger(JobExecutionContext context) {
    TriggerKey key = context.getTrigger().getKey();
    if (context.isRecovering() || context.getRefireCount() > 0) {
      return RunTrigger.RETRY;
    }
    if (key.getGroup().equals(JobNames.OURS)) {
      return RunTrigger.HEALING;
    }
    boolean hand =
        key.getGroup().equals(Scheduler.DEFAULT_GROUP) && key.getName().startsWith(BY_HAND);
    return hand ? RunTrigger.MANUAL : RunTrigger.SCHEDULED;
  }

  /** Another listener forbade the run: it did not begin. */
  @Override
  public void jobExecutionVetoed(JobExecutionContext context) {
    faults.guard(() -> faults.vetoed(JobNames.id(context.getJobDetail().getKey())));
  }

  @Override
  public void jobWasExecuted(
      JobExecutionContext context, @Nullable JobExecutionException exception) {
    faults.guard(
        () -> {
          Fired fired = running.remove(context.getFireInstanceId());
          if (fired != null) {
            observer.finished(fired.run(), result(exception));
          }
        });
  }

  private static RunResult result(@Nullable JobExecutionException thrown) {
    if (thrown == null) {
      return RunResult.success();
    }
    RunResult failure = RunResult.failure(cause(thrown));
    return thrown.refireImmediately() ? failure.retryPending() : failure;
  }

  /** Quartz wraps what a job throws; what the job itself threw is what matters. */
  private static Throwable cause(JobExecutionException thrown) {
    Throwable cause = thrown;
    while (cause instanceof org.quartz.SchedulerException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Objects.requireNonNull(cause);
  }

  /** The fire instance of a run that is under way here. */
  Optional<String> fireInstance(long run) {
    return running.entrySet().stream()
        .filter(entry -> entry.getValue().run().id() == run)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
