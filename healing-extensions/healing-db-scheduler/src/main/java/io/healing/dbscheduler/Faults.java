package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler's own threads noticed, to be told by the next look. Thread-safe; at most 1,000
 * are kept.
 */
final class Faults {
  private static final int MOST = 1_000;

  private final Map<Key, Noticed> noticed = new ConcurrentHashMap<>();
  private final Set<TaskInstanceId> dead = ConcurrentHashMap.newKeySet();
  private final Set<String> madeUp = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Throwable> ours = new AtomicReference<>();

  /** What can be noticed. */
  enum Kind {
    /** The process that ran an execution is dead. */
    DEAD,
    /** That an execution lives could not be written. */
    HEARTBEAT,
    /** How a good run ended could not be written. */
    COMPLETION,
    /** How a failed run ended could not be written. */
    FAILURE,
    /** The scheduler itself threw. */
    UNEXPECTED
  }

  /**
   * Where.
   *
   * @param kind what was noticed
   * @param job whose it is; empty for the scheduler itself
   */
  record Key(Kind kind, String job) {}

  /**
   * How often.
   *
   * @param key what and where
   * @param last what was said the last time
   * @param count how many times since the last look, 1 or more
   */
  record Noticed(Key key, String last, int count) {
    Noticed and(Noticed later) {
      return new Noticed(key, later.last, count + later.count);
    }
  }

  /**
   * Runs what is ours on a thread of the scheduler; whatever it throws is kept, not thrown. The
   * scheduler would log it without saying what it was.
   */
  void guard(Runnable ourWork) {
    try {
      ourWork.run();
    } catch (RuntimeException | Error e) {
      ours.set(e);
    }
  }

  void note(Kind kind, String job, String what) {
    Key key = new Key(kind, job.isEmpty() || KnownTasks.isJob(job) ? job : "");
    if (noticed.size() < MOST || noticed.containsKey(key)) {
      noticed.merge(key, new Noticed(key, what, 1), Noticed::and);
    }
  }

  /** The process that ran this execution is dead. */
  void dead(TaskInstanceId execution, String what) {
    if (dead.size() < MOST) {
      dead.add(TaskInstanceId.of(execution.getTaskName(), execution.getId()));
    }
    madeUp.remove(execution.getTaskName());
    note(Kind.DEAD, execution.getTaskName(), what);
  }

  /** An execution ended well: where its process had died over it before, that is made up for. */
  void ranWell(TaskInstanceId execution) {
    String job = execution.getTaskName();
    if (dead.remove(TaskInstanceId.of(job, execution.getId()))
        && dead.stream().noneMatch(other -> other.getTaskName().equals(job))) {
      noticed.remove(new Key(Kind.DEAD, job));
      madeUp.add(job);
    }
  }

  /** The jobs whose dead executions all ended well since the last look. */
  Set<String> takeMadeUp() {
    Set<String> taken = Set.copyOf(madeUp);
    madeUp.removeAll(taken);
    return taken;
  }

  /** Takes what was noticed; it is told once. */
  List<Noticed> take() {
    List<Noticed> taken = new ArrayList<>();
    for (Key key : List.copyOf(noticed.keySet())) {
      Noticed one = noticed.remove(key);
      if (one != null) {
        taken.add(one);
      }
    }
    return taken;
  }

  /** What we threw ourselves since the last look. */
  @Nullable Throwable takeOurs() {
    return ours.getAndSet(null);
  }
}
