package io.healing.spring;

import io.healing.api.HealingException;
import io.healing.api.job.JobObserver;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that are under way, told to Healing. What a task throws goes on as it is; what goes
 * wrong in telling reaches no task.
 */
final class Runs {
  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

  private final InstantSource clock;
  private final Map<Long, Running> running = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile @Nullable JobObserver observer;

  /** A run under way. */
  static final class Running {
    private final String job;
    private final Instant since;
    private final Thread thread = Thread.currentThread();
    private @Nullable RunHandle handle;
    private boolean over;
    private boolean interrupted;

    Running(String job, Instant since) {
      this.job = job;
      this.since = since;
    }

    String job() {
      return job;
    }

    Instant since() {
      return since;
    }

    Thread thread() {
      return thread;
    }

    private synchronized void told(@Nullable RunHandle as) {
      handle = as;
    }

    private synchronized @Nullable RunHandle handle() {
      return handle;
    }

    private synchronized boolean is(long run) {
      return handle != null && handle.id() == run;
    }

    /** Interrupts it unless it has ended, so that no later run on the thread is hit. */
    private synchronized boolean interrupt() {
      if (!over) {
        interrupted = true;
        thread.interrupt();
      }
      return !over;
    }

    /** Whether it was interrupted by order; what is left of that is taken from the thread. */
    private synchronized boolean end() {
      over = true;
      if (interrupted) {
        Thread.interrupted();
      }
      return interrupted;
    }
  }

  Runs(InstantSource clock) {
    this.clock = clock;
  }

  void tell(@Nullable JobObserver told) {
    observer = told;
  }

  void run(String job, Runnable task, RunTrigger trigger) {
    long number = numbers.incrementAndGet();
    Running run = new Running(job, clock.instant());
    running.put(number, run);
    begin(run, trigger);
    try {
      task.run();
      end(number, run, RunResult.success());
    } catch (Throwable e) {
      if (!end(number, run, RunResult.failure(cause(e)))) {
        throw e;
      }
    }
  }

  /**
   * Calls what only hands its work over. How that ends is not known, so it is no run; but that it
   * could not be handed over is told.
   */
  void handOver(String job, Runnable task, RunTrigger trigger) {
    try {
      task.run();
    } catch (Throwable e) {
      Running run = new Running(job, clock.instant());
      begin(run, trigger);
      end(numbers.incrementAndGet(), run, RunResult.failure(cause(e)));
      throw e;
    }
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown instanceof UndeclaredThrowableException ? thrown.getCause() : null;
    return cause == null ? thrown : cause;
  }

  private void begin(Running run, RunTrigger trigger) {
    JobObserver told = observer;
    if (told != null) {
      guard(() -> run.told(told.started(run.job(), RunStart.of(trigger))));
    }
  }

  private boolean end(long number, Running run, RunResult result) {
    running.remove(number);
    boolean interrupted = run.end();
    JobObserver told = observer;
    RunHandle handle = run.handle();
    if (told != null && handle != null) {
      guard(() -> told.finished(handle, result));
    }
    return interrupted;
  }

  private void guard(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException | Error e) {
      if (failing.compareAndSet(false, true)) {
        LOG.warn("A run could not be told to Healing; said once, and the job goes on", e);
      }
    }
  }

  boolean running(String job) {
    return running.values().stream().anyMatch(run -> run.job().equals(job));
  }

  Collection<Running> underWay() {
    return List.copyOf(running.values());
  }

  void interrupt(String job, long run) {
    boolean done =
        running.values().stream()
            .filter(one -> one.job().equals(job) && one.is(run))
            .anyMatch(Running::interrupt);
    if (!done) {
      throw new HealingException(
          "Run " + run + " of job " + job + " is not under way in this program",
          "It has ended, or another process runs it.");
    }
  }
}
