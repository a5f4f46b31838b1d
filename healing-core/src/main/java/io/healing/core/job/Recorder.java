package io.healing.core.job;

import io.healing.api.job.JobObserver;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What runs on the jobs' threads. It takes no lock, does no I/O, and whatever goes wrong in it is
 * counted as a lost run and never reaches the job.
 */
final class Recorder implements JobObserver {
  private final Clocks clocks;
  private final Slots slots;
  private final RunRing ring;
  private final LogTail.Limits logLimits;
  private final Seats seats = new Seats();
  private final Queue<Slot> toldSlots = new ConcurrentLinkedQueue<>();
  private final AtomicLong silences = new AtomicLong();
  private final Map<String, Run> marked = new ConcurrentHashMap<>();
  private final LongAdder lost = new LongAdder();

  Recorder(Jobs.Settings settings, Slots slots) {
    this.clocks = new Clocks(settings.clock(), settings.nanoTime());
    this.slots = slots;
    this.ring = new RunRing(settings.eventQueue());
    this.logLimits =
        new LogTail.Limits(settings.logTail(), new AtomicLong(), new Texts(settings.redactor()));
  }

  /** Null when the run cannot be recorded; it is counted then. */
  @Nullable Run begin(@Nullable String jobId, @Nullable RunStart start) {
    return begin(jobId, start, Slot.PROGRAM);
  }

  private @Nullable Run begin(@Nullable String jobId, @Nullable RunStart start, String teller) {
    try {
      Slot slot = slots.find(jobId);
      if (slot != null) {
        slot.toldBy(teller);
        return begin(slot, start == null ? RunStart.scheduled() : start);
      }
    } catch (RuntimeException | Error e) {
      lost.increment();
      return null;
    }
    lost.increment();
    return null;
  }

  private Run begin(Slot slot, RunStart start) {
    Run run = new Run(slot, start, seats.mine(), clocks);
    run.sit();
    if (!ring.offer(run)) {
      Overflow overflow = slot.openOverflow();
      overflow.began(run);
      tell(slot, overflow);
    }
    return run;
  }

  void end(@Nullable Run run, RunResult result) {
    try {
      if (run != null && run.end(result, clocks)) {
        Overflow overflow = run.slot().overflow();
        if (overflow != null && overflow.ended(run)) {
          lost.increment();
          tell(run.slot(), overflow);
        }
      }
    } catch (RuntimeException | Error e) {
      lost.increment();
    }
  }

  /** Ends a run with what its work threw. */
  void fail(@Nullable Run run, Throwable cause) {
    if (run != null) {
      end(run, Endings.by(cause));
    }
  }

  /** Ends the run of a task that came back; one that is a future keeps what it threw to itself. */
  void cameBack(@Nullable Run run, Runnable task) {
    try {
      end(run, Endings.of(task));
    } catch (RuntimeException | Error e) {
      lost.increment();
      end(run, RunResult.success());
    }
  }

  /** Ends a run with what its work gave; when that is still to come, the run ends with it. */
  void gave(@Nullable Run run, @Nullable Object answer) {
    if (run == null || !(answer instanceof CompletionStage<?> stage)) {
      end(run, RunResult.success());
      return;
    }
    run.leaveThread();
    try {
      stage.whenComplete((value, cause) -> end(run, Endings.ofStage(cause)));
    } catch (RuntimeException | Error e) {
      lost.increment();
      end(run, RunResult.success());
    }
  }

  private void tell(Slot slot, Overflow overflow) {
    if (overflow.claimTelling()) {
      toldSlots.add(slot);
    }
  }

  @Override
  public RunHandle started(String jobId, RunStart start) {
    return started(jobId, start, Slot.PROGRAM);
  }

  /** The same as this runner tells it. */
  RunHandle started(String jobId, RunStart start, String runner) {
    Run run = begin(jobId, start, runner);
    return run == null ? new Unrecorded(String.valueOf(jobId)) : run;
  }

  @Override
  public void logged(RunHandle run, String line) {
    if (run instanceof Run ours && line != null) {
      log(ours, line);
    }
  }

  private void log(Run run, String line) {
    try {
      if (logLimits.bytes() > 0 && !run.over()) {
        run.log(logLimits).add(line);
      }
    } catch (RuntimeException | Error e) {
      lost.increment();
    }
  }

  /**
   * A log line of the run on the calling thread, if there is one; the text is made only then.
   *
   * @return whether there is such a run
   */
  boolean logged(LogLine line) {
    return logged(seats.current(), line);
  }

  /**
   * A log line of the run that was marked, on whatever thread.
   *
   * @param id what {@link #mark} gave
   * @return whether this run goes on
   */
  boolean logged(String id, LogLine line) {
    return logged(seats.taking() ? null : marked.get(id), line);
  }

  private boolean logged(@Nullable Run run, LogLine line) {
    try {
      if (run == null || run.over()) {
        return false;
      }
      seats.quietly(() -> log(run, line.text()));
    } catch (RuntimeException | Error e) {
      lost.increment();
    }
    return true;
  }

  /** The id of the run on the calling thread, by which log lines of other threads name it. */
  Optional<String> mark() {
    try {
      Run run = seats.current();
      if (run != null) {
        String id = Long.toString(run.id());
        marked.put(id, run);
        return Optional.of(id);
      }
    } catch (RuntimeException | Error e) {
      lost.increment();
    }
    return Optional.empty();
  }

  /** A log line that is still to be made into text. */
  interface LogLine {
    String text();
  }

  @Override
  public void leftThread(RunHandle run) {
    if (run instanceof Run ours) {
      ours.leaveThread();
    }
  }

  @Override
  public void finished(RunHandle run, RunResult result) {
    if (run instanceof Run ours) {
      end(ours, result == null ? RunResult.failure("its runner told no result") : result);
    }
  }

  @Override
  public void silenced(String jobId, @Nullable Throwable cause) {
    silence(jobId, cause, silences.incrementAndGet());
  }

  /** Draws the place of what is about to happen among all silences and their ends. */
  long nextSilence() {
    return silences.incrementAndGet();
  }

  /** A silent task is on its schedule again since that place; a later silence stands. */
  void unsilenced(String jobId, long turn) {
    silence(jobId, null, -turn);
  }

  private void silence(String jobId, @Nullable Throwable cause, long turn) {
    try {
      Slot slot = slots.find(jobId);
      if (slot != null) {
        Overflow overflow = slot.openOverflow();
        overflow.silenced(new Overflow.Silence(cause, clocks.nanos(), turn));
        tell(slot, overflow);
      }
    } catch (RuntimeException | Error e) {
      lost.increment();
    }
  }

  long nanos() {
    return clocks.nanos();
  }

  long lost() {
    return lost.sum();
  }

  /** For the drain: every run that has begun and was not handed over yet. */
  void drain(Consumer<Run> taker) {
    ring.drain(taker);
    marked.values().removeIf(Run::over);
  }

  /** For the drain: the next slot that holds something of its own. */
  @Nullable Slot nextTold() {
    return toldSlots.poll();
  }

  /** A run that could not be recorded. */
  private record Unrecorded(String jobId) implements RunHandle {
    @Override
    public long id() {
      return 0;
    }
  }
}
