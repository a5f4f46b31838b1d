package io.healing.quartz;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler's own threads noticed, to be told by the next look. Thread-safe; at most 1,000
 * names of each kind are kept.
 */
final class Faults {
  private static final int MOST = 1_000;

  private final Map<String, Integer> vetoed = new ConcurrentHashMap<>();
  private final Map<String, Integer> misfired = new ConcurrentHashMap<>();
  private final Set<String> toldLate = ConcurrentHashMap.newKeySet();
  private final Set<String> madeUp = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Throwable> ours = new AtomicReference<>();
  private final AtomicReference<@Nullable Told> error = new AtomicReference<>();

  /** An error of the scheduler itself. */
  record Told(String message, Throwable cause) {}

  /**
   * What happened since the last look.
   *
   * @param misfired starts that were passed over and that no run has made up for yet
   * @param madeUp jobs of which such a start was told before, and that have run since
   */
  record Seen(
      Map<String, Integer> vetoed,
      Map<String, Integer> misfired,
      Set<String> madeUp,
      @Nullable Told error,
      @Nullable Throwable ours) {}

  /**
   * Runs what is ours on a thread of the scheduler; whatever it throws is kept, not thrown. Quartz
   * gives a job up for an exception of a listener, and its worker for an error.
   */
  void guard(Runnable ourWork) {
    try {
      ourWork.run();
    } catch (RuntimeException | Error e) {
      ours.set(e);
    }
  }

  void vetoed(String job) {
    count(vetoed, job);
  }

  void misfired(String job) {
    count(misfired, job);
  }

  /** A run began: what Quartz does of itself for a start that it passed over. */
  void began(String job) {
    if (!misfired.isEmpty()) {
      misfired.remove(job);
    }
    if (!toldLate.isEmpty() && toldLate.remove(job)) {
      madeUp.add(job);
    }
  }

  void error(String message, Throwable cause) {
    error.set(new Told(message, cause));
  }

  private static void count(Map<String, Integer> counts, String job) {
    if (counts.size() < MOST || counts.containsKey(job)) {
      counts.merge(job, 1, Integer::sum);
    }
  }

  /** Takes what was noticed; it is told once. */
  Seen take() {
    Set<String> well = Set.copyOf(madeUp);
    madeUp.removeAll(well);
    Map<String, Integer> late = taken(misfired);
    if (toldLate.size() < MOST) {
      toldLate.addAll(late.keySet());
    }
    return new Seen(taken(vetoed), late, well, error.getAndSet(null), ours.getAndSet(null));
  }

  private static Map<String, Integer> taken(Map<String, Integer> counts) {
    Map<String, Integer> taken = new ConcurrentHashMap<>();
    for (String job : List.copyOf(counts.keySet())) {
      Integer count = counts.remove(job);
      if (count != null) {
        taken.put(job, count);
      }
    }
    return taken;
  }
}
