package io.healing.core.job;

import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which runs Healing has interrupted, and for what. Such a run was stopped on purpose, however it
 * ended: it is no failure to be told, and no good run with which others are compared. One that did
 * not heed the interrupt and failed later is a failure again, for no other was begun in its place.
 * Thread-safe.
 */
public final class Interrupts {
  /** The type of the error of a run that was interrupted. */
  public static final String TYPE = "interrupted";

  /** A runner may take an order for a run that has ended; its mark is never asked for. */
  private static final int MOST = 10_000;

  private final Map<Long, Mark> marks = new LinkedHashMap<>();

  /** Asked for each run that ends, without the lock. */
  private volatile boolean empty = true;

  Interrupts() {}

  /**
   * Why a run was interrupted.
   *
   * @param by for what, as {@code s3}
   * @param heeded false once it went on for longer than it may
   */
  record Mark(String by, boolean heeded) {
    RunOutcome outcome(RunOutcome told) {
      return heeded || told != RunOutcome.FAILURE ? RunOutcome.CANCELLED : told;
    }

    RunError error(RunResult result, @Nullable RunError told) {
      if (!heeded && told != null && result.outcome() == RunOutcome.FAILURE) {
        String words = told.message() + " (Healing had interrupted it for " + by + ")";
        return new RunError(told.type(), words.strip(), told.stack());
      }
      String end = told == null ? "it ended without an error" : "it ended with " + told.line();
      return new RunError(
          TYPE, "by Healing for " + by + "; " + end, told == null ? "" : told.stack());
    }
  }

  /** A run is about to be interrupted. */
  public void begun(long run, String by) {
    synchronized (marks) {
      marks.put(run, new Mark(by, true));
      empty = false;
      if (marks.size() > MOST) {
        marks.remove(marks.keySet().iterator().next());
      }
    }
  }

  /** Its runner did not take the order. */
  public void refused(long run) {
    take(run);
  }

  /** It goes on for longer than it may after an interrupt. */
  public void unheeded(long run) {
    synchronized (marks) {
      marks.computeIfPresent(run, (id, mark) -> new Mark(mark.by, false));
    }
  }

  /** The mark of a run that has ended, which is forgotten with that. */
  @Nullable Mark take(long run) {
    if (empty) {
      return null;
    }
    synchronized (marks) {
      Mark mark = marks.remove(run);
      empty = marks.isEmpty();
      return mark;
    }
  }
}
