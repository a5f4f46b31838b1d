package io.healing.lawbook;

import io.healing.api.HealingException;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobObserver;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job runner that runs nothing but what the test tells it to. */
final class HandRunner implements JobControl {
  /** A job's work. */
  @FunctionalInterface
  interface Work {
    void run(Log log) throws Exception;
  }

  /** Where a job writes its log. */
  @FunctionalInterface
  interface Log {
    void line(String text);
  }

  private final Map<String, Work> works = new HashMap<>();
  private final Map<String, RunHandle> current = new HashMap<>();
  private final Queue<String> ordered = new ArrayDeque<>();
  final List<String> orders = new ArrayList<>();

  /** Whether it takes no orders at the moment. */
  boolean refusing;

  /** Whether a run that is interrupted ends at once, in the way in which its work does. */
  boolean heeding;

  /** What happens while it takes an order. */
  Runnable meanwhile = () -> {};

  private @Nullable JobObserver observer;

  void tellTo(JobObserver told) {
    observer = told;
  }

  /** From now on the job does this. */
  void does(String job, Work work) {
    works.put(job, work);
  }

  void begin(String job, RunStart start) {
    current.put(job, Objects.requireNonNull(observer).started(job, start));
  }

  /** The run under way logs this. */
  void says(String job, String line) {
    Objects.requireNonNull(observer).logged(Objects.requireNonNull(current.get(job)), line);
  }

  void end(String job) {
    JobObserver told = Objects.requireNonNull(observer);
    RunHandle run = Objects.requireNonNull(current.remove(job));
    RunResult result;
    try {
      works.getOrDefault(job, log -> {}).run(line -> told.logged(run, line));
      result = RunResult.success();
    } catch (Exception | LinkageError e) {
      result = RunResult.failure(e);
    }
    told.finished(run, result);
  }

  void execute(String job, RunTrigger trigger) {
    begin(job, RunStart.of(trigger));
    end(job);
  }

  /** Runs what Healing ordered. */
  void runOrdered() {
    for (String job = ordered.poll(); job != null; job = ordered.poll()) {
      execute(job, RunTrigger.HEALING);
    }
  }

  @Override
  public String id() {
    return "test.runner";
  }

  @Override
  public String runner() {
    return "host";
  }

  @Override
  public Set<Order> orders(String jobId) {
    return heeding ? Set.of(Order.RUN, Order.INTERRUPT) : Set.of(Order.RUN);
  }

  @Override
  public boolean run(String jobId, String key) {
    if (refusing) {
      throw new HealingException("The runner of " + jobId + " takes no orders", "Start it.");
    }
    meanwhile.run();
    orders.add(jobId);
    ordered.add(jobId);
    return true;
  }

  @Override
  public void interrupt(String jobId, long runId) {
    if (!heeding) {
      throw new HealingException("This runner interrupts nothing", "");
    }
    end(jobId);
  }

  @Override
  public void schedule(String jobId) {
    throw new HealingException("This runner schedules nothing", "");
  }
}
