package io.healing.examples.demo;

import io.healing.api.HealingException;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobObserver;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A job runner as a program may have one: every job has its own thread and its period. It tells the
 * observer what runs, and can be told to run or to interrupt a job.
 */
final class DemoRunner implements JobControl, AutoCloseable {
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
  private final Map<String, Task> tasks = new ConcurrentHashMap<>();
  private final List<Future<?>> schedules = new ArrayList<>();
  private JobObserver observer = null;

  /** A job's work; what it throws is the run's failure. */
  @FunctionalInterface
  interface Work {
    /** Works, and says how much it did. */
    long run(Log log) throws Exception;
  }

  /** Where a job writes its log. */
  @FunctionalInterface
  interface Log {
    void line(String text);
  }

  private static final class Task {
    private final String job;
    private final Work work;
    private final ExecutorService thread;
    private volatile RunHandle current;
    private volatile Thread worker;

    Task(String job, Work work) {
      this.job = job;
      this.work = work;
      this.thread = Executors.newSingleThreadExecutor(body -> new Thread(body, "job-" + job));
    }
  }

  void tellTo(JobObserver told) {
    observer = told;
  }

  void add(String job, Work work) {
    tasks.put(job, new Task(job, work));
  }

  /** Runs the job every period from now on; a run that is still under way is not doubled. */
  void every(String job, Duration period) {
    Task task = tasks.get(job);
    schedules.add(
        clock.scheduleAtFixedRate(
            () -> begin(task, RunTrigger.SCHEDULED), 0, period.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void begin(Task task, RunTrigger trigger) {
    if (task.current == null || trigger == RunTrigger.HEALING) {
      task.thread.execute(() -> execute(task, trigger));
    }
  }

  private void execute(Task task, RunTrigger trigger) {
    RunHandle run = observer.started(task.job, RunStart.of(trigger));
    task.worker = Thread.currentThread();
    task.current = run;
    RunResult result;
    try {
      long size = task.work.run(line -> observer.logged(run, line));
      result = RunResult.success().size(size);
    } catch (Exception e) {
      result = RunResult.failure(e);
    }
    task.current = null;
    Thread.interrupted();
    observer.finished(run, result);
  }

  @Override
  public String id() {
    return "demo.runner";
  }

  @Override
  public String runner() {
    return "demo";
  }

  @Override
  public Set<Order> orders(String job) {
    return tasks.containsKey(job) ? Set.of(Order.RUN, Order.INTERRUPT) : Set.of();
  }

  @Override
  public boolean run(String job, String key) {
    begin(tasks.get(job), RunTrigger.HEALING);
    return true;
  }

  @Override
  public void interrupt(String job, long runId) {
    Task task = tasks.get(job);
    RunHandle current = task.current;
    if (current == null || current.id() != runId) {
      throw new HealingException("The run " + runId + " of " + job + " has ended", "");
    }
    task.worker.interrupt();
  }

  @Override
  public void schedule(String job) {
    throw new HealingException("The demo runner keeps every job on its schedule", "");
  }

  @Override
  public void close() {
    clock.shutdownNow();
    tasks.values().forEach(task -> task.thread.shutdownNow());
  }
}
