package io.healing.core;

import io.healing.core.job.Jobs;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the appender of a logging library hands over its lines. A configuration file of such a
 * library is read before any Healing is built, and its appenders do not know one; here they find
 * all that run in this JVM. Thread-safe; never blocks, does no I/O and throws nothing.
 */
public final class RunLog {
  /** The key under which a line carries the id of its run, in the MDC or the thread context. */
  public static final String KEY = "healing.run";

  private static final List<WeakReference<Jobs>> RUNNING = new CopyOnWriteArrayList<>();

  private RunLog() {}

  /**
   * Adds a line to the log of the run on the calling thread, or else of the run that it names.
   * Where there is neither, or while no Healing runs, it is dropped.
   *
   * @param run the id that the line carries under {@link #KEY}, or null for none; one of a run that
   *     has ended counts as none
   * @param line makes the text, which may have several lines; called only when there is a run, and
   *     what is logged meanwhile on this thread is not taken. Secrets are taken out later
   */
  public static void add(@Nullable String run, Supplier<String> line) {
    for (WeakReference<Jobs> one : RUNNING) {
      Jobs jobs = one.get();
      if (jobs != null && jobs.logged(null, line)) {
        return;
      }
    }
    if (run != null) {
      named(run, line);
    }
  }

  private static void named(String run, Supplier<String> line) {
    for (WeakReference<Jobs> one : RUNNING) {
      Jobs jobs = one.get();
      if (jobs != null && jobs.logged(run, line)) {
        return;
      }
    }
  }

  /**
   * The id of the run on the calling thread, in the store's own figures. Put it into the MDC under
   * {@link #KEY} of other threads that work for this run. Empty where there is no run.
   */
  public static Optional<String> currentRun() {
    return RUNNING.stream()
        .map(WeakReference::get)
        .flatMap(jobs -> jobs == null ? Stream.<String>empty() : jobs.mark().stream())
        .findFirst();
  }

  static void open(Jobs jobs) {
    RUNNING.removeIf(one -> one.refersTo(null));
    RUNNING.add(new WeakReference<>(jobs));
  }

  static void close(Jobs jobs) {
    RUNNING.removeIf(one -> one.refersTo(null) || one.refersTo(jobs));
  }
}
