package io.healing.core.job;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The one place of a known job. The jobs' threads write here what must not be lost when the queue
 * is full; all else of it, {@link #state}, belongs to the drain.
 */
final class Slot {
  private static final AtomicReferenceFieldUpdater<Slot, Overflow> OVERFLOW =
      AtomicReferenceFieldUpdater.newUpdater(Slot.class, Overflow.class, "overflow");

  /** Who tells what no runner does; also where there are several. */
  static final String PROGRAM = "";

  private final String jobId;
  private final RunIds ids;
  private final JobState state;
  private volatile @Nullable Overflow overflow;
  private volatile @Nullable String teller;

  Slot(String jobId, RunIds ids) {
    this.jobId = jobId;
    this.ids = ids;
    this.state = new JobState(jobId);
  }

  String jobId() {
    return jobId;
  }

  RunIds ids() {
    return ids;
  }

  /** A run of it is told by this one, a runner's id or {@link #PROGRAM}. */
  void toldBy(String whom) {
    String before = teller;
    if (before == null) {
      teller = whom;
    } else if (!before.equals(whom)) {
      teller = PROGRAM;
    }
  }

  /** The one runner that told all its runs; null where the program itself told one, or nobody. */
  @Nullable String teller() {
    String who = teller;
    return PROGRAM.equals(who) ? null : who;
  }

  /** Only for the thread that drains. */
  JobState state() {
    return state;
  }

  /** Null as long as the queue was never full for this job. */
  @Nullable Overflow overflow() {
    return overflow;
  }

  Overflow openOverflow() {
    Overflow there = overflow;
    if (there == null) {
      OVERFLOW.compareAndSet(this, null, new Overflow());
      there = overflow;
    }
    return there == null ? new Overflow() : there;
  }
}
