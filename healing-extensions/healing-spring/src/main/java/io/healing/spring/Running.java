package io.healing.spring;

import io.healing.api.job.RunHandle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run under way. It ends when its task has returned; one whose stream is followed goes on until
 * that ends, without a thread of its own. Thread-safe.
 */
final class Running {
  private final String job;
  private final Instant since;
  private final Runnable after;
  private final Thread thread = Thread.currentThread();
  private @Nullable RunHandle handle;
  private boolean followed;
  private boolean away;
  private boolean over;
  private boolean interrupted;

  /** Begins on the calling thread; what comes after it is done once. */
  Running(String job, Instant since, Runnable after) {
    this.job = job;
    this.since = since;
    this.after = after;
  }

  String job() {
    return job;
  }

  Instant since() {
    return since;
  }

  Thread thread() {
    return thread;
  }

  Runnable after() {
    return after;
  }

  synchronized void told(@Nullable RunHandle as) {
    handle = as;
  }

  synchronized @Nullable RunHandle handle() {
    return handle;
  }

  synchronized boolean is(long run) {
    return handle != null && handle.id() == run;
  }

  /** From now on it goes on until its stream ends; false where it does so already. */
  synchronized boolean follow() {
    boolean first = !followed && !over;
    followed = followed || first;
    return first;
  }

  synchronized boolean followed() {
    return followed;
  }

  /** Its task has returned; whether it goes on all the same. */
  synchronized boolean leave() {
    away = followed && !over;
    return away;
  }

  /** Whether it occupies its thread. */
  synchronized boolean onThread() {
    return !away && !over;
  }

  /** Interrupts it unless it has ended, so that no later run on the thread is hit. */
  synchronized boolean interrupt() {
    boolean reached = !over && !followed;
    if (reached) {
      interrupted = true;
      thread.interrupt();
    }
    return reached;
  }

  synchronized boolean interrupted() {
    return interrupted;
  }

  /** Ends it, and takes what is left of an interrupt from its thread; false where it has ended. */
  synchronized boolean end() {
    boolean first = !over;
    over = true;
    if (first && interrupted && thread == Thread.currentThread()) {
      Thread.interrupted();
    }
    return first;
  }
}
