package io.healing.spring;

import io.healing.api.HealingException;
import io.healing.api.job.JobObserver;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
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
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean failing = new AtomicBoolean();

  @SuppressWarnings("ThreadLocalUsage") // each application follows its own streams
  private final ThreadLocal<@Nullable Running> subscribing = new ThreadLocal<>();

  private volatile @Nullable JobObserver observer;

  Runs(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Tells this one from now on, or nobody. Streams that go on then are seen no longer; their runs
   * are told as stopped on purpose, so that they are not taken for those of a program that died.
   */
  void tell(@Nullable JobObserver told) {
    if (told == null) {
      running.stream().filter(Running::followed).forEach(run -> end(run, RunResult.cancelled()));
    }
    observer = told;
  }

  void run(String job, Runnable task, RunTrigger trigger) {
    Running run = begun(job, trigger, () -> {});
    try {
      task.run();
      end(run, RunResult.success());
    } catch (Throwable e) {
      end(run, RunResult.failure(cause(e)));
      if (!run.interrupted()) {
        throw e;
      }
    }
  }

  /**
   * Does what only subscribes to a stream. Where that is followed the run goes on until it ends,
   * else until it is subscribed.
   *
   * @param after done once when the run has ended, on whatever thread
   * @return whether the stream is followed
   */
  boolean subscribe(String job, Runnable task, RunTrigger trigger, Runnable after) {
    Running run = begun(job, trigger, after);
    subscribing.set(run);
    try {
      task.run();
    } catch (Throwable e) {
      end(run, RunResult.failure(cause(e)));
      throw e;
    } finally {
      subscribing.remove();
    }
    return subscribed(run);
  }

  private boolean subscribed(Running run) {
    if (!run.followed()) {
      end(run, RunResult.success());
      return false;
    }
    if (run.leave()) {
      tell(run, JobObserver::leftThread);
    }
    return true;
  }

  /** The run that is just subscribing to its stream on the calling thread; null for none. */
  @Nullable Running subscribing() {
    return subscribing.get();
  }

  /**
   * Calls what only hands its work over. How that ends is not known, so it is no run; but that it
   * could not be handed over is told.
   */
  void handOver(String job, Runnable task, RunTrigger trigger) {
    try {
      task.run();
    } catch (Throwable e) {
      end(begun(job, trigger, () -> {}), RunResult.failure(cause(e)));
      throw e;
    }
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown instanceof UndeclaredThrowableException ? thrown.getCause() : null;
    return cause == null ? thrown : cause;
  }

  private Running begun(String job, RunTrigger trigger, Runnable after) {
    Running run = new Running(job, clock.instant(), after);
    running.add(run);
    JobObserver told = observer;
    if (told != null) {
      guard(() -> run.told(told.started(job, RunStart.of(trigger))));
    }
    return run;
  }

  /** Ends a run, unless it has ended. */
  void end(Running run, RunResult result) {
    if (run.end()) {
      running.remove(run);
      tell(run, (told, handle) -> told.finished(handle, result));
      run.after().run();
    }
  }

  private void tell(Running run, BiConsumer<JobObserver, RunHandle> what) {
    JobObserver told = observer;
    RunHandle handle = run.handle();
    if (told != null && handle != null) {
      guard(() -> what.accept(told, handle));
    }
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

  /** Whether a run of it occupies a thread. */
  boolean running(String job) {
    return running.stream().anyMatch(run -> run.job().equals(job) && run.onThread());
  }

  /** Those that occupy a thread. */
  Collection<Running> underWay() {
    return running.stream().filter(Running::onThread).toList();
  }

  void interrupt(String job, long run) {
    boolean done =
        running.stream()
            .filter(one -> one.job().equals(job) && one.is(run))
            .anyMatch(Running::interrupt);
    if (!done) {
      throw new HealingException(
          "Run " + run + " of job " + job + " is not under way on a thread of this program",
          "It has ended, or another process runs it.");
    }
  }
}
