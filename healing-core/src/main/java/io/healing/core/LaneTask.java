package io.healing.core;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call in a lane: run by a worker, answered exactly once on the loop's thread. */
final class LaneTask<T> {
  private final String owner;
  private final Duration limit;
  private final Callable<T> work;
  private final Consumer<Outcome<T>> then;
  private final AtomicBoolean answered = new AtomicBoolean();

  LaneTask(String owner, Duration limit, Callable<T> work, Consumer<Outcome<T>> then) {
    this.owner = owner;
    this.limit = limit;
    this.work = work;
    this.then = then;
  }

  String owner() {
    return owner;
  }

  Duration limit() {
    return limit;
  }

  /** Runs the call; the answer is to be given later, or null when it came too late. */
  @Nullable Runnable run() {
    Outcome<T> outcome = call();
    return answered.compareAndSet(false, true) ? () -> then.accept(outcome) : null;
  }

  private Outcome<T> call() {
    try {
      return Outcome.of(work.call());
    } catch (Throwable thrown) {
      return Outcome.failed(thrown);
    }
  }

  /** Answers in place of a call that did not end in time; null when it has just ended. */
  @Nullable Runnable expire(Thread worker) {
    if (!answered.compareAndSet(false, true)) {
      return null;
    }
    TimeoutException late =
        new TimeoutException(owner + " did not end within " + limit.toMillis() + " ms");
    late.setStackTrace(worker.getStackTrace());
    return () -> then.accept(Outcome.failed(late));
  }

  /** Answers for a call that will not be made. */
  @Nullable Runnable refuse(String why) {
    return answered.compareAndSet(false, true)
        ? () -> then.accept(Outcome.failed(new CallRefused(owner + ": " + why)))
        : null;
  }
}
