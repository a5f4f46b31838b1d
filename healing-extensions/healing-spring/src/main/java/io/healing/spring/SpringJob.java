package io.healing.spring;

import io.healing.api.job.JobControl.Order;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunTrigger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * One scheduled method of one bean, with all its schedules and its runs. A run by order and those
 * of its schedules are never under way at the same time: whichever comes second is left out.
 * Thread-safe.
 */
final class SpringJob {
  private static final Logger LOG = LoggerFactory.getLogger(SpringJob.class);

  /** What can be done with a job whose runs nobody sees, so that none could be verified. */
  private static final Set<Order> LEFT = Set.of(Order.SCHEDULE, Order.PAUSE, Order.RESUME);

  private final String id;
  private final InstantSource clock;
  private final Runs runs;
  private final Turns turns = new Turns();
  private final List<Placement> placements = new CopyOnWriteArrayList<>();
  private final AtomicBoolean notFollowed = new AtomicBoolean();
  private volatile @Nullable Work work;
  private volatile @Nullable Runnable last;
  private volatile @Nullable Instant started;
  private volatile boolean paused;
  private volatile boolean unseen;
  private volatile boolean stream;

  SpringJob(String id, InstantSource clock, Runs runs) {
    this.id = id;
    this.clock = clock;
    this.runs = runs;
  }

  String id() {
    return id;
  }

  /** From now on it is this work; what was before is over. */
  void takes(Work other, Runnable task) {
    work = other;
    last = task;
    stream = other.stream();
    unseen = other.handedOver();
    if (unseen) {
      LOG.warn(
          "The runs of {} are not seen, neither how long they take nor whether they fail: @Async"
              + " hands them over to another thread. Leave @Async away, since the scheduler has"
              + " threads of its own; or tell them there with healing.observe(job, work)",
          id);
    }
  }

  /** What can be done with it. A stream has no thread to interrupt. */
  Set<Order> orders() {
    if (unseen) {
      return LEFT;
    }
    return stream ? EnumSet.complementOf(EnumSet.of(Order.INTERRUPT)) : EnumSet.allOf(Order.class);
  }

  boolean does(Work other) {
    return other.equals(work);
  }

  @Nullable Placement place(Runnable task, Placement.Plan plan) {
    Placement placed = Placement.of(plan, new ObservedTask(task, () -> scheduled(task)));
    if (placed != null) {
      placements.removeIf(Placement::over);
      placements.add(placed);
    }
    return placed;
  }

  private void scheduled(Runnable task) {
    if (!paused && !turns.scheduled(turn -> run(task, RunTrigger.SCHEDULED, turn))) {
      LOG.info("A start of {} is left out, since a run that Healing ordered is under way", id);
    }
  }

  private void run(Runnable task, RunTrigger trigger, Runnable turn) {
    last = task;
    started = clock.instant();
    if (stream) {
      subscribe(task, trigger, turn);
      return;
    }
    if (unseen) {
      runs.handOver(id, task, trigger);
    } else {
      runs.run(id, task, trigger);
    }
    turn.run();
  }

  private void subscribe(Runnable task, RunTrigger trigger, Runnable turn) {
    if (!runs.subscribe(id, task, trigger, turn) && notFollowed.compareAndSet(false, true)) {
      LOG.info(
          "The runs of {} are seen until its stream is subscribed, not until that ends, since"
              + " Spring made no observation of it: the ObservationRegistry of this application"
              + " leaves scheduled tasks out, or Reactor is not there",
          id);
    }
  }

  /** A run by order, of the task that ran last. */
  Runnable ordered() {
    Runnable task = Objects.requireNonNull(last, "task");
    return new ObservedTask(task, () -> ordered(task));
  }

  private void ordered(Runnable task) {
    if (!turns.ordered(turn -> run(task, RunTrigger.HEALING, turn))) {
      LOG.info("The run of {} that Healing ordered is left out, since another is under way", id);
    }
  }

  /** Whether nothing of it will ever run again. */
  boolean over() {
    return placements.stream().allMatch(Placement::over);
  }

  void pause(boolean aside) {
    paused = aside;
  }

  boolean paused() {
    return paused;
  }

  /** Puts what was ended on its schedule again, and says how many those are. */
  int again() {
    return (int) placements.stream().filter(Placement::again).count();
  }

  /** The scheduler that it asks for by name; empty where it takes any. */
  String qualifier() {
    String named = last instanceof SchedulingAwareRunnable aware ? aware.getQualifier() : null;
    return named == null ? "" : named;
  }

  /** Whether one of its schedules counts from the end of its run. */
  boolean afterEachEnd() {
    return placements.stream().anyMatch(one -> one.words().endsWith(ObservedScheduler.AFTER));
  }

  JobStanding standing(String runner) {
    JobDefinition definition = JobDefinition.of(id).withName(JobIds.name(id)).withRunner(runner);
    if (paused) {
      return JobStanding.paused(definition);
    }
    return stopped(definition)
        .orElseGet(
            () ->
                JobStanding.scheduled(definition, next())
                    .withPrevious(started)
                    .withSchedule(words()));
  }

  private Optional<JobStanding> stopped(JobDefinition definition) {
    return placements.stream()
        .map(Placement::fault)
        .filter(Objects::nonNull)
        .findFirst()
        .map(
            fault ->
                JobStanding.stopped(
                    definition,
                    "its scheduler ended it after "
                        + fault.getClass().getName()
                        + ", which its error handler let pass"));
  }

  private String words() {
    return String.join(
        ", ", placements.stream().filter(one -> !one.over()).map(Placement::words).toList());
  }

  /** When it will start next, also where that is past; null while it runs. */
  @Nullable Instant next() {
    if (runs.running(id)) {
      return null;
    }
    Instant now = clock.instant();
    return placements.stream()
        .filter(one -> !one.isDone())
        .map(one -> now.plusMillis(one.getDelay(TimeUnit.MILLISECONDS)))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
