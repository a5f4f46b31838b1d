package io.healing.core.detect;

import static io.healing.api.detect.ErrorType.CPU_SPIKE;
import static io.healing.api.detect.ErrorType.DATABASE_CONNECTION;
import static io.healing.api.detect.ErrorType.DEPENDENCY_FAILURE;
import static io.healing.api.detect.ErrorType.NETWORK_TIMEOUT;
import static io.healing.api.detect.ErrorType.PERFORMANCE_DEGRADATION;

import io.healing.api.WireWord;
import io.healing.api.detect.ErrorType;
import io.healing.api.job.ThreadLook;
import java.time.Duration;

/** What a run that does not end hangs in. */
enum Hang implements WireWord {
  DEADLOCK(
      PERFORMANCE_DEGRADATION,
      "is in a deadlock",
      "Only a restart of the program ends it; take the locks in one order everywhere."),
  LOCK(
      PERFORMANCE_DEGRADATION,
      "waits for a lock",
      "Look at what the owner of the lock does; take the lock with a time limit."),
  DATABASE(
      DATABASE_CONNECTION,
      "waits for a database",
      "Look at the database and its pool; set a query timeout and a connection timeout."),
  SOCKET_READ(
      NETWORK_TIMEOUT,
      "waits for an answer from the network",
      "Look at the peer; set a read timeout and a connect timeout."),
  CHILD_PROCESS(
      DEPENDENCY_FAILURE,
      "waits for another process to end",
      "Look at that process; wait for it with a time limit and read its output."),
  FILE_IO(
      PERFORMANCE_DEGRADATION,
      "reads or writes a file",
      "Look at the disk or the network file system behind it."),
  SLEEP(
      PERFORMANCE_DEGRADATION,
      "sleeps",
      "Look at what it waits for between two tries, and limit the tries."),
  PARK(
      PERFORMANCE_DEGRADATION,
      "waits for a signal from another thread",
      "Look at who should give the signal; wait with a time limit."),
  CPU_LOOP(
      CPU_SPIKE,
      "computes without a pause",
      "Look at the loop in its stack; check for an interrupt in it."),
  UNKNOWN(
      PERFORMANCE_DEGRADATION,
      "does something that cannot be told",
      "Look at its stack, or give it a longer max_duration if that is how long it takes.");

  private static final double BUSY = 0.8;

  private final ErrorType type;
  private final String words;
  private final String hint;

  Hang(ErrorType type, String words, String hint) {
    this.type = type;
    this.words = words;
    this.hint = hint;
  }

  ErrorType type() {
    return type;
  }

  String words() {
    return words;
  }

  String hint() {
    return hint;
  }

  /** What both looks agree on. */
  static Verdict classify(
      ThreadLook first, ThreadLook second, Duration apart, Deadlocks deadlocks) {
    Hang hang = of(first);
    boolean agreed = hang == of(second);
    boolean sameLock = first.lock().equals(second.lock());
    double share = busy(first, second, apart);
    if (agreed && hang == LOCK && sameLock && deadlocks.contain(second)) {
      hang = DEADLOCK;
    } else if (!agreed || (hang == LOCK && !sameLock)) {
      hang = UNKNOWN;
    }
    boolean computes = running(first) && running(second) && share >= BUSY;
    return Verdict.of(hang == UNKNOWN && computes ? CPU_LOOP : hang, second, share);
  }

  private static boolean running(ThreadLook look) {
    return look.state() == Thread.State.RUNNABLE;
  }

  /** The part of the time between two looks that the thread used a processor; -1 if not known. */
  private static double busy(ThreadLook first, ThreadLook second, Duration apart) {
    boolean measured = first.cpuNanos() >= 0 && second.cpuNanos() >= 0 && !apart.isZero();
    return measured ? (double) (second.cpuNanos() - first.cpuNanos()) / apart.toNanos() : -1;
  }

  private static Hang of(ThreadLook look) {
    boolean owned = look.lock().contains("held by");
    if (look.state() == Thread.State.BLOCKED || owned) {
      return LOCK;
    }
    return Frames.hang(look);
  }
}
