package io.healing.core;

import io.healing.api.HealingException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The life of the loop: it is begun once, turned by one thread at a time, its own or the program's,
 * and ended once. Thread-safe.
 */
final class LoopLife {
  private static final RedactedLog LOG = RedactedLog.of(Healing.class);
  private static final Duration TURN = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration STUCK = Duration.ofMinutes(1);
  private static final Duration BRIEFLY = Duration.ofSeconds(1);

  private final Rooms rooms;
  private final HealingLoop loop;
  private final Seldom faults = new Seldom();
  private final ReentrantLock turning = new ReentrantLock();
  private @Nullable Thread thread;
  private boolean joined;
  private volatile boolean begun;
  private volatile boolean closed;
  private volatile @Nullable Instant turned;

  LoopLife(Rooms rooms, HealingLoop loop) {
    this.rooms = rooms;
    this.loop = loop;
  }

  /** Whether turns are made. */
  boolean runs() {
    return begun && !closed;
  }

  /**
   * Whether turns are made, and come to their end: one on the loop's own thread that takes longer
   * than a minute is stuck. How often a program turns it is the program's.
   */
  boolean comesRound() {
    Instant last = turned;
    return runs() && (last == null || !last.plus(STUCK).isBefore(rooms.now()));
  }

  /** On a thread of its own, unless nothing is to run or it has one. */
  synchronized void start() {
    refuseClosed();
    if (thread == null && rooms.config().selfHealing().enabled()) {
      begin();
      turned = rooms.now();
      thread = new Thread(this::run, "healing-loop");
      thread.setDaemon(true);
      thread.start();
      rooms.log(LOG).info("{}", StartLine.of(rooms.assembly()));
    }
  }

  private void refuseClosed() {
    if (closed) {
      throw new HealingException("Healing is closed", "Build a new one.");
    }
  }

  /** What is told before the first turn waits for it, unless nothing is to run. */
  synchronized void join() {
    refuseClosed();
    turning.lock();
    try {
      if (!joined && rooms.config().selfHealing().enabled()) {
        joined = true;
        loop.join();
        RunLog.open(rooms.jobs());
      }
    } finally {
      turning.unlock();
    }
  }

  /** What comes before the first turn, once, unless nothing is to run. */
  void begin() {
    turning.lock();
    try {
      if (!begun && rooms.config().selfHealing().enabled()) {
        loop.begin();
        begun = true;
        if (!joined) {
          joined = true;
          RunLog.open(rooms.jobs());
        }
      }
    } finally {
      turning.unlock();
    }
  }

  private void run() {
    while (!closed) {
      boolean more = guardedTurn();
      if (!more && !closed) {
        LockSupport.parkNanos(TURN.toNanos());
      }
    }
  }

  private boolean guardedTurn() {
    try {
      turned = rooms.now();
      return turn();
    } catch (RuntimeException | Error e) {
      if (faults.tells(e, rooms.now())) {
        rooms.log(LOG).error("A turn of the loop failed; the next one goes on: {}", e);
      }
      return false;
    }
  }

  /** One turn; true when there may be more to do at once. */
  boolean turn() {
    turning.lock();
    try {
      return runs() && loop.turn();
    } finally {
      turning.unlock();
    }
  }

  /** No new work, a bounded wait for what is under way, the last things written; once. */
  synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    RunLog.close(rooms.jobs());
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    Steps steps = new Steps();
    steps.make(rooms.assembly().reports()::close);
    steps.make(rooms.lanes().checks()::close);
    steps.make(() -> rooms.lanes().actions().close(PATIENCE));
    steps.make(() -> rooms.lanes().listeners().close(BRIEFLY));
    steps.make(() -> rooms.lanes().messages().close(BRIEFLY));
    steps.make(this::end);
    steps.make(this::leave);
    steps.fault().ifPresent(e -> rooms.log(LOG).error("Healing did not end in full: {}", e));
  }

  /** Writes what is known, unless a turn does not come to its end. */
  private void end() {
    try {
      if (!turning.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        rooms
            .log(LOG)
            .warn(
                "The loop did not come to its end within {}; what it knows is not written",
                PATIENCE);
        return;
      }
      try {
        finish();
      } finally {
        turning.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish() {
    if (begun) {
      Steps steps = new Steps();
      steps.make(rooms.lanes()::collect);
      steps.make(() -> loop.end(BRIEFLY));
      steps.end();
    } else if (joined) {
      loop.part();
    }
  }

  /** Whatever went wrong before: no lock stays behind, and no store open. */
  private void leave() {
    Steps steps = new Steps();
    if (begun) {
      steps.make(loop::leave);
    }
    if (rooms.assembly().ownStore()) {
      steps.make(rooms.store()::close);
    }
    steps.end();
  }
}
