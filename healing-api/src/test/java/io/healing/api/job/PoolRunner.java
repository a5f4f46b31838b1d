package io.healing.api.job;

import io.healing.api.HealingException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The smallest runner that keeps the contract: a pool, and jobs that are due in an hour. */
public final class PoolRunner implements JobRunner, JobRunnerContract.Rig {
  private static final String RUNNER = "pool";

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Map<Long, Thread> running = new ConcurrentHashMap<>();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final AtomicInteger lost = new AtomicInteger();
  private volatile @Nullable JobObserver observer;

  private record Entry(Runnable work, Instant next, JobStanding.State state) {
    Entry in(JobStanding.State other) {
      return new Entry(work, next, other);
    }
  }

  @Override
  public String id() {
    return "pool.runner";
  }

  @Override
  public String runner() {
    return RUNNER;
  }

  @Override
  public JobRunner adapter() {
    return this;
  }

  @Override
  public String job(String name, Runnable work) {
    Instant next = Instant.now().plus(Duration.ofHours(1));
    entries.put(name, new Entry(work, next, JobStanding.State.SCHEDULED));
    return name;
  }

  @Override
  public void fire(String job) {
    Runnable work = entry(job).work();
    pool.execute(() -> observed(job, work, RunTrigger.SCHEDULED));
  }

  @Override
  public void delete(String job) {
    entries.remove(job);
  }

  /** How often the observer threw; a job never notices. */
  public int lost() {
    return lost.get();
  }

  /** Gives a job up, as a scheduler does after an error of its own. */
  public void giveUp(String job) {
    entries.put(job, entry(job).in(JobStanding.State.STOPPED));
  }

  private Entry entry(String job) {
    Entry entry = entries.get(job);
    if (entry == null) {
      throw new HealingException("The pool has no job \"" + job + "\"", "");
    }
    return entry;
  }

  private void observed(String job, Runnable work, RunTrigger trigger) {
    RunHandle run = begin(job, trigger);
    RunResult result = RunResult.success();
    try {
      work.run();
    } catch (RuntimeException e) {
      result = RunResult.failure(e);
    } finally {
      end(run, result);
    }
  }

  private @Nullable RunHandle begin(String job, RunTrigger trigger) {
    JobObserver told = observer;
    if (told == null) {
      return null;
    }
    try {
      RunHandle run = told.started(job, RunStart.of(trigger));
      running.put(run.id(), Thread.currentThread());
      return run;
    } catch (RuntimeException | Error e) {
      lost.incrementAndGet();
      return null;
    }
  }

  private void end(@Nullable RunHandle run, RunResult result) {
    JobObserver told = observer;
    if (run != null && told != null) {
      running.remove(run.id());
      try {
        told.finished(run, result);
      } catch (RuntimeException | Error e) {
        lost.incrementAndGet();
      }
    }
  }

  @Override
  public void join(JobObserver told) {
    observer = told;
  }

  @Override
  public void leave() {
    observer = null;
  }

  @Override
  public List<JobStanding> standings() {
    return entries.keySet().stream().map(this::standing).toList();
  }

  private JobStanding standing(String job) {
    Entry entry = entry(job);
    JobDefinition definition = JobDefinition.of(job).withRunner(RUNNER);
    return switch (entry.state()) {
      case SCHEDULED -> JobStanding.scheduled(definition, entry.next());
      case PAUSED -> JobStanding.paused(definition);
      case STOPPED -> JobStanding.stopped(definition, "the pool gave it up");
    };
  }

  @Override
  public Set<Order> orders(String job) {
    return entries.containsKey(job) ? EnumSet.allOf(Order.class) : Set.of();
  }

  @Override
  public boolean run(String job, String key) {
    Runnable work = entry(job).work();
    if (!keys.add(job + " " + key)) {
      return false;
    }
    pool.execute(() -> observed(job, work, RunTrigger.HEALING));
    return true;
  }

  @Override
  public void interrupt(String job, long runId) {
    Thread thread = running.get(runId);
    if (thread == null) {
      throw new HealingException("Run " + runId + " of " + job + " is not under way", "");
    }
    thread.interrupt();
  }

  @Override
  public void schedule(String job) {
    entries.put(job, entry(job).in(JobStanding.State.SCHEDULED));
  }

  @Override
  public boolean paused(String job) {
    return entry(job).state() == JobStanding.State.PAUSED;
  }

  @Override
  public void pause(String job) {
    entries.put(job, entry(job).in(JobStanding.State.PAUSED));
  }

  @Override
  public void resume(String job) {
    schedule(job);
  }

  @Override
  public void shutDown() throws InterruptedException {
    pool.shutdownNow();
    if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a job of " + new HashSet<>(entries.keySet()) + " goes on");
    }
  }
}
