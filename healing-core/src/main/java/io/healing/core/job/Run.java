package io.healing.core.job;

import io.healing.api.job.RunHandle;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.RunningRun;
import io.healing.api.job.ThreadLook;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A run as its own thread writes it. The one object that observing a run makes: 64 bytes, so every
 * field counts.
 */
final class Run implements RunHandle, RunningRun {
  /** The run goes on, and Healing has interrupted it. A run that just goes on is 0. */
  private static final int INTERRUPTED = 1;

  /** Somebody is about to interrupt the thread; the run may not end in this very moment. */
  private static final int HELD = 2;

  private static final int ENDING = 3;
  private static final int ENDED = 4;
  private static final int ENDED_INTERRUPTED = 5;

  private static final AtomicIntegerFieldUpdater<Run> STATE =
      AtomicIntegerFieldUpdater.newUpdater(Run.class, "state");
  private static final AtomicIntegerFieldUpdater<Run> NUMBER =
      AtomicIntegerFieldUpdater.newUpdater(Run.class, "number");
  private static final AtomicReferenceFieldUpdater<Run, LogTail> LOG =
      AtomicReferenceFieldUpdater.newUpdater(Run.class, LogTail.class, "log");

  private final Slot slot;
  private final RunStart start;
  private @Nullable Object[] seat;
  private final long startMillis;
  private final long startNanos;
  private long endNanos;
  private RunResult result = RunResult.success();
  private volatile @Nullable LogTail log;
  private volatile int state;
  private volatile int number;

  Run(Slot slot, RunStart start, @Nullable Object[] seat, Moment at) {
    this.slot = slot;
    this.start = start;
    this.seat = seat;
    this.startMillis = at.millis();
    this.startNanos = at.nanos();
  }

  /** Where the two clocks are read. */
  interface Moment {
    long millis();

    long nanos();
  }

  void sit() {
    Seats.sit(seat, this);
  }

  Slot slot() {
    return slot;
  }

  @Override
  public long id() {
    int drawn = number;
    if (drawn == 0) {
      NUMBER.compareAndSet(this, 0, slot.ids().draw());
      drawn = number;
    }
    return slot.ids().id(drawn);
  }

  @Override
  public String jobId() {
    return slot.jobId();
  }

  @Override
  public Instant startedAt() {
    return Instant.ofEpochMilli(startMillis);
  }

  @Override
  public RunTrigger trigger() {
    return start.trigger();
  }

  @Override
  public int attempt() {
    return start.attempt();
  }

  @Override
  public Optional<ThreadLook> look() {
    Thread thread = thread();
    if (thread == null || ended()) {
      return Optional.empty();
    }
    Optional<ThreadLook> seen = ThreadLooks.at(thread);
    return ended() || thread() != thread ? Optional.empty() : seen;
  }

  @Override
  public String logTail() {
    LogTail there = log;
    return there == null ? "" : there.redacted();
  }

  @Override
  public boolean goesOn() {
    return !ended();
  }

  long startMillis() {
    return startMillis;
  }

  long startNanos() {
    return startNanos;
  }

  long endNanos() {
    return endNanos;
  }

  long durationMillis() {
    return Math.max(0, (endNanos - startNanos) / 1_000_000);
  }

  RunResult result() {
    return result;
  }

  /** How it ended. A run that failed because Healing interrupted it was stopped on purpose. */
  RunOutcome outcome() {
    RunOutcome told = result.outcome();
    return told == RunOutcome.FAILURE && state == ENDED_INTERRUPTED ? RunOutcome.CANCELLED : told;
  }

  @Nullable LogTail log() {
    return log;
  }

  /** The log of this run; made when its first line comes. */
  LogTail log(LogTail.Limits limits) {
    LogTail there = log;
    if (there == null) {
      LOG.compareAndSet(this, null, new LogTail(limits));
      there = log;
    }
    return there == null ? new LogTail(limits) : there;
  }

  /** Whether it has ended; after a true, all that was told of the end can be read. */
  boolean ended() {
    return state >= ENDED;
  }

  boolean over() {
    return state >= ENDING;
  }

  /**
   * Whether it goes on, and Healing has interrupted it; one that is just doing so is waited for.
   */
  boolean isInterrupted() {
    while (state == HELD) {
      Thread.onSpinWait();
    }
    return state == INTERRUPTED;
  }

  /** Ends the run; false when it had ended before. */
  boolean end(RunResult how, Moment at) {
    int before = enter(ENDING);
    if (before < 0) {
      return false;
    }
    if (before == INTERRUPTED && Seats.isMine(seat)) {
      Thread.interrupted();
    }
    result = how;
    endNanos = at.nanos();
    STATE.lazySet(this, before == INTERRUPTED ? ENDED_INTERRUPTED : ENDED);
    Seats.leave(seat, this);
    return true;
  }

  /**
   * Interrupts the thread of this run. The run cannot end between the look and the interrupt, and
   * takes an interrupt that it did not use with it when it ends, so that no later task gets it.
   *
   * @return false when the run has ended, or goes on without a thread of its own
   */
  boolean interrupt() {
    int before = hold();
    if (before < 0) {
      return false;
    }
    Thread thread = thread();
    try {
      if (thread != null) {
        thread.interrupt();
      }
    } finally {
      state = thread == null ? before : INTERRUPTED;
    }
    return thread != null;
  }

  /**
   * The run goes on without a thread of its own until somebody tells its end. Called on its thread,
   * which takes neither log lines nor an interrupt of this run along.
   */
  void leaveThread() {
    int before = hold();
    if (before < 0) {
      return;
    }
    if (before == INTERRUPTED && Seats.isMine(seat)) {
      Thread.interrupted();
    }
    Seats.leave(seat, this);
    seat = Seats.none();
    state = before;
  }

  /** Keeps it from ending; gives back its state until then, or -1 when it has ended. */
  private int hold() {
    return enter(HELD);
  }

  /** Gives back its state until then, or -1 when it has ended. */
  private int enter(int next) {
    while (true) {
      int now = state;
      if (now >= ENDING) {
        return -1;
      }
      if (now == HELD) {
        Thread.onSpinWait();
      } else if (STATE.compareAndSet(this, now, next)) {
        return now;
      }
    }
  }

  private @Nullable Thread thread() {
    return Seats.thread(seat);
  }
}
