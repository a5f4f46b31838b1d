package io.healing.core.job;

import io.healing.api.HealingException;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/** What the observed executors run, by job. */
final class ExecutorControl implements JobControl {
  private static final String RUNNER = "executor";
  private static final RunStart BY_HEALING = RunStart.of(RunTrigger.HEALING);

  private final Recorder recorder;
  private final Interrupter interrupter;
  private final Map<String, List<Periodic>> periodic = new ConcurrentHashMap<>();
  private final KnownTasks once = new KnownTasks();

  /** Interrupts a run; false when it has ended. */
  interface Interrupter {
    boolean interrupt(String jobId, long runId);
  }

  private record Periodic(ExecutorService executor, PeriodicTask task) {}

  ExecutorControl(Recorder recorder, Interrupter interrupter) {
    this.recorder = recorder;
    this.interrupter = interrupter;
  }

  /** A named task was handed to an executor. */
  void knows(String jobId, ExecutorService executor, Callable<?> task) {
    once.put(jobId, new KnownTasks.Known(executor, task));
  }

  /** A task that its host scheduled, in place of those of this job that came to their end. */
  void periodic(ExecutorService executor, PeriodicTask task) {
    List<Periodic> all = periodic.computeIfAbsent(task.jobId(), id -> new CopyOnWriteArrayList<>());
    all.removeIf(one -> one.task.isSilent());
    all.add(new Periodic(executor, task));
  }

  void cancelled(PeriodicTask task) {
    of(task.jobId()).removeIf(one -> one.task == task);
  }

  /** An executor takes no more tasks. */
  void closed(ExecutorService executor) {
    periodic.values().forEach(all -> all.removeIf(one -> one.executor == executor));
    once.closed(executor);
  }

  /** The future that a host holds for one that its scheduler holds. */
  Optional<Runnable> futureOf(ExecutorService executor, Runnable held) {
    return periodic.values().stream()
        .flatMap(List::stream)
        .filter(one -> one.executor == executor)
        .map(one -> one.task.future())
        .filter(future -> future instanceof Runnable && future.now() == held)
        .map(Runnable.class::cast)
        .findFirst();
  }

  private List<Periodic> of(String jobId) {
    return periodic.getOrDefault(jobId, new CopyOnWriteArrayList<>());
  }

  private boolean runs(String jobId) {
    return once.find(jobId).isPresent() || !of(jobId).isEmpty();
  }

  /** A job of an observed executor is controlled here unless its definition names a runner. */
  JobDefinition dress(JobDefinition definition) {
    return definition.runner().equals("host") && runs(definition.id())
        ? definition.withRunner(RUNNER)
        : definition;
  }

  @Override
  public String id() {
    return "healing.executor";
  }

  @Override
  public String runner() {
    return RUNNER;
  }

  @Override
  public Set<Order> orders(String jobId) {
    Set<Order> orders = EnumSet.of(Order.INTERRUPT);
    int tasks = of(jobId).size();
    if (tasks == 1 || (tasks == 0 && once.find(jobId).isPresent())) {
      orders.add(Order.RUN);
    }
    if (tasks > 0) {
      orders.add(Order.SCHEDULE);
    }
    return orders;
  }

  @Override
  public boolean run(String jobId, String key) {
    List<Periodic> tasks = of(jobId);
    if (tasks.size() > 1) {
      throw new HealingException(
          "Job " + jobId + " is " + tasks.size() + " tasks, so it is not known which to run.",
          "Give each task a name with Healing.named.");
    }
    Optional<KnownTasks.Known> single = once.find(jobId);
    if (tasks.size() == 1) {
      hand(jobId, tasks.get(0).executor, Executors.callable(tasks.get(0).task.once()));
    } else if (single.isPresent()) {
      ObservedTask.Of of = new ObservedTask.Of(recorder, jobId, BY_HEALING);
      hand(jobId, single.get().executor(), new ObservedCall<>(of, single.get().task()));
    } else {
      throw new HealingException(
          "Job " + jobId + " has no task that can be run again.",
          "Give its task a name with Healing.named, or schedule it as a periodic task.");
    }
    return true;
  }

  private static void hand(String jobId, ExecutorService executor, Callable<?> task) {
    try {
      executor.execute(new FutureTask<>(task));
    } catch (RejectedExecutionException e) {
      throw refused(jobId, e);
    }
  }

  private static HealingException refused(String jobId, RejectedExecutionException cause) {
    return new HealingException(
        "The executor of job " + jobId + " takes no task: " + cause.getMessage(),
        "It is shut down or full; start it, or run the job by hand.",
        cause);
  }

  @Override
  public void interrupt(String jobId, long runId) {
    if (!interrupter.interrupt(jobId, runId)) {
      throw new HealingException(
          "Run " + runId + " of job " + jobId + " is not under way here.",
          "It has ended, goes on without a thread of its own, or another process runs it.");
    }
  }

  @Override
  public void schedule(String jobId) {
    List<Periodic> silent = of(jobId).stream().filter(one -> one.task.isSilent()).toList();
    if (silent.isEmpty()) {
      throw new HealingException(
          "Job " + jobId + " has no periodic task that came to its end.",
          "It is on its schedule, or its host cancelled it.");
    }
    try {
      silent.forEach(one -> one.task.again());
    } catch (RejectedExecutionException e) {
      throw refused(jobId, e);
    }
  }
}
