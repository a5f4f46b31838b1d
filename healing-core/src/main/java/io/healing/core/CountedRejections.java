package io.healing.core;

import java.util.Objects;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what a thread pool turns away and then does what another handler does, such as {@code new
 * CountedRejections(new ThreadPoolExecutor.CallerRunsPolicy())}. Thread-safe.
 */
public final class CountedRejections implements RejectedExecutionHandler {
  private final RejectedExecutionHandler then;
  private final AtomicLong count = new AtomicLong();

  /** Before this handler. */
  public CountedRejections(RejectedExecutionHandler then) {
    this.then = Objects.requireNonNull(then, "then");
  }

  @Override
  public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
    count.incrementAndGet();
    then.rejectedExecution(task, pool);
  }

  /** How many tasks were turned away until now. */
  public long count() {
    return count.get();
  }
}
