package io.healing.core.job;

import org.jspecify.annotations.Nullable;

/**
 * Which run is on which thread. A seat is a plain array that only its own thread writes: the
 * thread, a mark that a log line is being taken, then the runs on it, the innermost last. It holds
 * nothing of ours while the thread runs no job, so it keeps no class loader alive. Runs nested
 * deeper than {@value #DEPTH} are not tied.
 */
final class Seats {
  static final int DEPTH = 6;
  private static final int THREAD = 0;
  private static final int LOGGING = 1;
  private static final int FIRST = 2;

  @SuppressWarnings("ThreadLocalUsage") // each Jobs ties threads to its own runs
  private final ThreadLocal<@Nullable Object[]> seats = new ThreadLocal<>();

  @Nullable Object[] mine() {
    @Nullable Object[] seat = seats.get();
    if (seat == null) {
      seat = new Object[FIRST + DEPTH];
      seat[THREAD] = Thread.currentThread();
      seats.set(seat);
    }
    return seat;
  }

  /** The seat of a run that is on no thread. */
  static @Nullable Object[] none() {
    return new Object[FIRST];
  }

  static void sit(@Nullable Object[] seat, Run run) {
    int at = seat.length;
    while (at > FIRST && free(seat[at - 1])) {
      at--;
    }
    if (at < seat.length) {
      seat[at] = run;
    }
  }

  private static boolean free(@Nullable Object place) {
    return place == null || ((Run) place).over();
  }

  static void leave(@Nullable Object[] seat, Run run) {
    if (!isMine(seat)) {
      return;
    }
    for (int i = FIRST; i < seat.length; i++) {
      if (seat[i] == run) {
        seat[i] = null;
        return;
      }
    }
  }

  static boolean isMine(@Nullable Object[] seat) {
    return seat[THREAD] == Thread.currentThread();
  }

  static @Nullable Thread thread(@Nullable Object[] seat) {
    return seat[THREAD] instanceof Thread thread ? thread : null;
  }

  /** The innermost run on the calling thread, unless one of its log lines is just being taken. */
  @Nullable Run current() {
    @Nullable Object[] seat = seats.get();
    if (seat == null || seat[LOGGING] != null) {
      return null;
    }
    return innermost(seat);
  }

  private static @Nullable Run innermost(@Nullable Object[] seat) {
    for (int i = seat.length - 1; i >= FIRST; i--) {
      if (seat[i] instanceof Run run && !run.over()) {
        return run;
      }
    }
    return null;
  }

  /** Whether a log line of the calling thread is just being taken. */
  boolean taking() {
    @Nullable Object[] seat = seats.get();
    return seat != null && seat[LOGGING] != null;
  }

  /** Does something for a log line; what is logged meanwhile on this thread is not taken. */
  void quietly(Runnable work) {
    @Nullable Object[] seat = mine();
    seat[LOGGING] = true;
    try {
      work.run();
    } finally {
      seat[LOGGING] = null;
    }
  }
}
