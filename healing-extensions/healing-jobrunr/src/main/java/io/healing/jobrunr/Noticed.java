package io.healing.jobrunr;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What JobRunr's threads and other looks noticed, for the next look. Thread-safe and bounded. */
final class Noticed {
  private static final int MOST = 1_000;

  private final Set<String> once = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
  private volatile @Nullable RuntimeException recurringUnread;

  /** Runs what is ours on a thread of JobRunr; whatever it throws is kept, not thrown. */
  void guard(Runnable ourWork) {
    try {
      ourWork.run();
    } catch (RuntimeException | Error e) {
      fault.set(e);
    }
  }

  /** A job that is not recurring was seen. */
  void once(String job) {
    if (once.size() < MOST) {
      once.add(job);
    }
  }

  /** The jobs that are not recurring and were seen. */
  Set<String> once() {
    return Set.copyOf(once);
  }

  /**
   * The recurring jobs were asked for.
   *
   * @param why they could not be read; null where they could
   */
  void recurringRead(@Nullable RuntimeException why) {
    recurringUnread = why;
  }

  /** Why the recurring jobs could not be read when they were last asked for. */
  @Nullable RuntimeException recurringUnread() {
    return recurringUnread;
  }

  /** What failed in our own work since the last look. */
  @Nullable Throwable takeFault() {
    return fault.getAndSet(null);
  }
}
