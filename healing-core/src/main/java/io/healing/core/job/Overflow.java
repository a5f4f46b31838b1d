package io.healing.core.job;

import io.healing.api.job.RunOutcome;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a job's slot holds of runs that found the queue full, and of its silence. Nothing here waits
 * for a lock. It holds the runs that have not ended, of which there are no more than threads that
 * run them, and one {@link Ends} for all that ended unseen.
 */
final class Overflow {
  private final Queue<Run> running = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Ends> ends = new AtomicReference<>();
  private final AtomicReference<@Nullable Silence> silence = new AtomicReference<>();
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * A periodic task came to its end.
   *
   * @param cause what ended it, or null
   * @param nanos when, so that a run that began later lifts it
   * @param lifted that the task is on its schedule again
   */
  record Silence(@Nullable Throwable cause, long nanos, boolean lifted) {}

  /**
   * Runs that ended before anybody saw them, folded into what detection needs.
   *
   * @param last the one that ended last
   * @param lastSuccess the last successful one, or null
   * @param badInARow how many of them went wrong since then
   */
  record Ends(Run last, @Nullable Run lastSuccess, int badInARow) {
    static Ends with(@Nullable Ends before, Run run) {
      RunOutcome outcome = run.outcome();
      int bad = before == null ? 0 : before.badInARow;
      Run success = before == null ? null : before.lastSuccess;
      if (outcome == RunOutcome.SUCCESS) {
        return new Ends(run, run, 0);
      }
      return new Ends(run, success, outcome.bad() ? bad + 1 : bad);
    }
  }

  void began(Run run) {
    running.add(run);
  }

  /** Takes an ended run out; false when the drain had it already. */
  boolean ended(Run run) {
    if (!running.remove(run)) {
      return false;
    }
    ends.updateAndGet(before -> Ends.with(before, run));
    return true;
  }

  void silenced(Silence how) {
    silence.set(how);
  }

  /** True for the first caller since the drain last looked: it must tell the drain. */
  boolean claimTelling() {
    return !told.get() && told.compareAndSet(false, true);
  }

  /** The drain looks now; what comes later must be told again. */
  void looked() {
    told.set(false);
  }

  @Nullable Run pollRunning() {
    return running.poll();
  }

  @Nullable Ends takeEnds() {
    return ends.getAndSet(null);
  }

  @Nullable Silence takeSilence() {
    return silence.getAndSet(null);
  }
}
