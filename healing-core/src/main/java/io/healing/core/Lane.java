package io.healing.core;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where calls are made that may take their time, so that the loop never waits. A call is made on
 * the lane's thread; its answer is given on the loop's thread by {@link #collect}.
 */
abstract class Lane implements AutoCloseable {
  private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();

  /**
   * Makes a call. {@code then} gets its outcome exactly once, within {@link #collect}; never for a
   * call that was not begun when the lane closed, since that is nobody's failure.
   */
  final <T> void submit(String owner, Duration limit, Callable<T> work, Consumer<Outcome<T>> then) {
    accept(new LaneTask<>(owner, limit, work, then));
  }

  abstract void accept(LaneTask<?> task);

  /** Ends what ran past its limit. */
  abstract void watch();

  /** The calls that do not end and hold every thread of the lane; empty while one is free. */
  List<String> held() {
    return List.of();
  }

  final void answer(@Nullable Runnable answer) {
    if (answer != null) {
      answers.add(answer);
    }
  }

  /** Gives the answers that have come; returns how many. */
  final int collect() {
    watch();
    int given = 0;
    for (Runnable next = answers.poll(); next != null; next = answers.poll()) {
      next.run();
      given++;
    }
    return given;
  }

  /**
   * Takes no further call, drops those that wait, and waits this long at most for the one under
   * way.
   */
  abstract void close(Duration patience);

  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /** A lane that makes every call at once on the caller's thread; limits do not hold. */
  static Lane inline() {
    return new Lane() {
      @Override
      void accept(LaneTask<?> task) {
        answer(task.run());
      }

      @Override
      void watch() {}

      @Override
      void close(Duration patience) {}
    };
  }
}
