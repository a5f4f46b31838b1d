package io.healing.quartz;

import io.healing.api.job.JobObserver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quartz.ListenerManager;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SchedulerListener;
import org.quartz.impl.matchers.EverythingMatcher;

/** What listens at a scheduler while it is joined. Thread-safe. */
final class Listeners {
  private final Scheduler scheduler;
  private final String id;
  private final Faults faults;
  private volatile @Nullable Joined joined;

  private record Joined(RunListener runs, FireListener fires, SchedulerListener errors) {}

  /**
   * Nobody listens yet.
   *
   * @param id what the names of the listeners begin with
   * @param faults where what the scheduler tells is kept
   */
  Listeners(Scheduler scheduler, String id, Faults faults) {
    this.scheduler = scheduler;
    this.id = id;
    this.faults = faults;
  }

  /** Begins to listen; whoever listens already goes on. */
  void join(JobObserver observer) throws SchedulerException {
    ListenerManager listeners = scheduler.getListenerManager();
    String free = freeName(listeners);
    RunListener runs = new RunListener(free, observer, faults);
    Joined made =
        new Joined(runs, new FireListener(free, faults), FireListener.ofErrors(faults, runs));
    listeners.addJobListener(made.runs(), EverythingMatcher.allJobs());
    listeners.addTriggerListener(made.fires(), EverythingMatcher.allTriggers());
    listeners.addSchedulerListener(made.errors());
    joined = made;
  }

  /** Listeners of one name replace one another, and a scheduler may be joined twice. */
  private String freeName(ListenerManager listeners) throws SchedulerException {
    int number = 1;
    while (listeners.getJobListener(id + "#" + number) != null) {
      number++;
    }
    return id + "#" + number;
  }

  /** Ends what {@link #join} began, if it did. */
  void leave() throws SchedulerException {
    Joined there = joined;
    if (there != null) {
      ListenerManager listeners = scheduler.getListenerManager();
      listeners.removeJobListener(there.runs().getName());
      listeners.removeTriggerListener(there.fires().getName());
      listeners.removeSchedulerListener(there.errors());
    }
  }

  /** What Quartz calls a run that is under way here; empty for any other. */
  Optional<String> fireInstance(long runId) {
    Joined there = joined;
    return there == null ? Optional.empty() : there.runs().fireInstance(runId);
  }
}
