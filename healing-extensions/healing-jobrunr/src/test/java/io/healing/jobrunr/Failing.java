package io.healing.jobrunr;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Jobs that do not end well. */
final class Failing {
  private Failing() {}

  /** Throws that at each run. */
  static Runnable of(RuntimeException thrown) {
    return () -> {
      throw thrown;
    };
  }

  /** Throws that at the first so many runs. */
  static Runnable times(int times, AtomicInteger runs, RuntimeException thrown) {
    return () -> {
      if (runs.incrementAndGet() <= times) {
        throw thrown;
      }
    };
  }

  /** Hangs until it is interrupted. */
  static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
