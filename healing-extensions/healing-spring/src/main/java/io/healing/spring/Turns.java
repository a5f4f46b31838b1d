package io.healing.spring;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Keeps runs by order and runs of a schedule apart. Among themselves the schedules of a task go on
 * as Spring has them. Waits for nothing. Thread-safe.
 */
final class Turns {
  private static final int ORDERED = -1;

  /** How many runs of schedules are under way, or that one by order is. */
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * Does it unless a run by order is under way, and says whether it did.
   *
   * @param run given what ends its turn, on whatever thread; one that throws has ended it
   */
  boolean scheduled(Consumer<Runnable> run) {
    if (underWay.getAndUpdate(now -> now == ORDERED ? ORDERED : now + 1) == ORDERED) {
      return false;
    }
    take(run, underWay::decrementAndGet);
    return true;
  }

  /** Does it unless any other run is under way, and says whether it did. */
  boolean ordered(Consumer<Runnable> run) {
    if (!underWay.compareAndSet(0, ORDERED)) {
      return false;
    }
    take(run, () -> underWay.set(0));
    return true;
  }

  private static void take(Consumer<Runnable> run, Runnable back) {
    AtomicBoolean over = new AtomicBoolean();
    Runnable end =
        () -> {
          if (over.compareAndSet(false, true)) {
            back.run();
          }
        };
    try {
      run.accept(end);
    } catch (Throwable e) {
      end.run();
      throw e;
    }
  }
}
