package io.healing.core.job;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of runs that have begun: many threads put in, one takes out. A put is one
 * compare-and-set and never waits; a full ring refuses.
 */
final class RunRing {
  /** The two indices lie on cache lines of their own. */
  private static final int TAIL = 16;

  private static final int HEAD = 48;
  private static final int PORTION = 127;

  private final AtomicLongArray indices = new AtomicLongArray(64);
  private final AtomicReferenceArray<Run> cells;
  private final int mask;

  /** Room for this many runs, rounded up to a power of two. */
  RunRing(int least) {
    int capacity = least <= 2 ? 2 : Integer.highestOneBit(least - 1) << 1;
    cells = new AtomicReferenceArray<>(capacity);
    mask = capacity - 1;
  }

  int capacity() {
    return mask + 1;
  }

  boolean offer(Run run) {
    long tail;
    do {
      tail = indices.get(TAIL);
      if (tail - indices.get(HEAD) > mask) {
        return false;
      }
    } while (!indices.compareAndSet(TAIL, tail, tail + 1));
    cells.setRelease((int) tail & mask, run);
    return true;
  }

  /**
   * Takes out what is there, at most one whole ring, oldest first. Only one thread may do so. The
   * room is given back in portions, because each time costs those who put in a cache miss.
   */
  void drain(Consumer<Run> taker) {
    long head = indices.getPlain(HEAD);
    long end = head + capacity();
    Run run;
    while (head < end && (run = take(head)) != null) {
      head++;
      if ((head & PORTION) == 0) {
        indices.setRelease(HEAD, head);
      }
      taker.accept(run);
    }
    indices.setRelease(HEAD, head);
  }

  private @Nullable Run take(long head) {
    int at = (int) head & mask;
    Run run = cells.getAcquire(at);
    if (run != null) {
      cells.setPlain(at, null);
    }
    return run;
  }
}
