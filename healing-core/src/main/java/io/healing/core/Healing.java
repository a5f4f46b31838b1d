package io.healing.core;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.config.HealingConfig;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorEvent;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Monitor;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.diagnose.DiagnosisResult;
import io.healing.api.job.JobObserver;
import io.healing.api.learn.SystemStatus;
import io.healing.core.job.Jobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.logging.Handler;

/**
 * Healing in a program: it watches the jobs, says what is wrong and why, repairs what it may,
 * proves that the repair worked, takes it back if not, and asks a person for the rest.
 *
 * <p>Thread-safe. The job's thread only drops an event into a bounded queue; all else happens on
 * daemon threads of Healing's own, and nothing that goes wrong there reaches the program.
 */
public final class Healing implements AutoCloseable {
  private final Rooms rooms;
  private final HealingLoop loop;
  private final HealingAdmin admin;
  private final LoopLife life;

  Healing(Assembly assembly, Lanes lanes) {
    rooms = RoomPlan.build(assembly, lanes);
    loop = new HealingLoop(rooms);
    life = new LoopLife(rooms, loop);
    admin = new HealingAdmin(rooms);
  }

  /**
   * Reads a configuration file; what may not be meant is logged as a warning.
   *
   * @throws HealingException when it has faults, all of them in one message
   */
  public static HealingConfig configuration(Path file) {
    return HealingBuilder.loaded(file).config();
  }

  /** Begins to put Healing together. */
  public static HealingBuilder builder() {
    return new HealingBuilder();
  }

  /**
   * Sets it going on a daemon thread of its own. With {@code self_healing.enabled: false} nothing
   * runs. A second call does nothing.
   *
   * @return this
   * @throws HealingException when it is closed
   */
  public Healing start() {
    life.start();
    return this;
  }

  /**
   * Joins the job runners already now, though nothing turns before {@link #start}: what they tell
   * until then waits, as much as {@code limits.event_queue} says. With {@code self_healing.enabled:
   * false} none is joined. A second call does nothing.
   *
   * @throws HealingException when it is closed
   */
  public Healing join() {
    life.join();
    return this;
  }

  void begin() {
    life.begin();
  }

  /**
   * Lets everything happen that is due now. Called by the loop's own thread after {@link #start}; a
   * program that wants no such thread calls it by itself.
   */
  public void tick() {
    life.begin();
    life.turn();
  }

  boolean turn() {
    return life.turn();
  }

  /** What a job runner tells. */
  public JobObserver observer() {
    return rooms.jobs().observer();
  }

  /**
   * Runs the work as a run of this job, on the caller's thread; gives back what it gives. When that
   * is a {@link java.util.concurrent.CompletionStage}, such as a {@code CompletableFuture}, the run
   * goes on until it is completed, and its result, exception or cancellation is the run's. Such a
   * run cannot be interrupted, and no thread of it can be looked at.
   */
  public <T> T observe(String job, Supplier<T> work) {
    return rooms.jobs().observe(job, work);
  }

  /** Runs the work as a run of this job, on the caller's thread. */
  public void observe(String job, Runnable work) {
    rooms.jobs().observe(job, work);
  }

  /**
   * The same executor, with every task told as a run of the job of this name. Semantics stay the
   * JDK's exactly, also those of virtual threads and of a fork-join pool, of which the tasks handed
   * over from outside are runs and the forks inside are not.
   */
  public ExecutorService observe(ExecutorService executor, String job) {
    return rooms.jobs().observe(executor, job);
  }

  /**
   * The same executor, with every task told as a run of the job of this name. Semantics stay the
   * JDK's exactly: an exception still ends a periodic task, and that is told.
   */
  public ScheduledExecutorService observe(ScheduledExecutorService executor, String job) {
    return rooms.jobs().observe(executor, job);
  }

  /** A task that an observed executor runs as a job of its own, and can run again by order. */
  public static Runnable named(String job, Runnable task) {
    return Jobs.named(job, task);
  }

  /** A task that an observed executor runs as a job of its own, and can run again by order. */
  public static <T> Callable<T> named(String job, Callable<T> task) {
    return Jobs.named(job, task);
  }

  /** A handler that ties log records to the run on whose thread they were logged. */
  public Handler logHandler() {
    return rooms.jobs().logHandler();
  }

  /** Tells this listener what happens, from now on. */
  public void addListener(HealingListener listener) {
    rooms.announcer().add(Objects.requireNonNull(listener, "listener"));
  }

  /**
   * Wants a review of a job soon, whatever the calendar says; or of Healing itself, by the name
   * {@code @healing/self}.
   *
   * @param force whether to review it even with fewer runs than {@code min_runs}
   * @throws HealingException when there is no such job, or Healing is not to review itself
   */
  public void review(String job, boolean force) {
    if (!OwnReviews.means(job, rooms.config()) && !rooms.jobs().known(job)) {
      throw new HealingException(
          "There is no job \"" + job + "\"", "A job is known once it is configured or has run.");
    }
    loop.wanted(ReviewWish.byHand(job, force));
  }

  /**
   * Tells that something was changed on purpose, so that what goes wrong soon afterwards can be
   * traced to it. Only drops it into a bounded queue; the loop stores it, redacted.
   */
  public void changed(ChangeEvent change) {
    loop.changed(Objects.requireNonNull(change, "change"));
  }

  /**
   * Tells that something went wrong. Only drops it into a bounded queue; the loop makes an incident
   * of it, on the job of that name or on {@code @component/<name>}. The same told again belongs to
   * the same incident, and so does an incident's own id told back. It counts as true for the settle
   * time after it was told last, and has recovered when it is clear for that time.
   *
   * @return completed with the incident's id once there is one; completed with a {@link
   *     HealingException} where the queue is full, Healing does not run or ends before
   */
  public CompletableFuture<String> report(ErrorEvent event) {
    Objects.requireNonNull(event, "event");
    return rooms.config().selfHealing().enabled()
        ? rooms.assembly().reports().tell(event)
        : CompletableFuture.failedFuture(
            new HealingException(
                "Nothing runs, so nobody takes up the event " + event.id(),
                "Set self_healing.enabled to true."));
  }

  /**
   * What was found out about an incident; empty while it was not diagnosed.
   *
   * @throws HealingException when there is no such incident
   */
  public Optional<DiagnosisResult> diagnosis(String incident) {
    return new Diagnosed(rooms.store()).of(admin.incident(incident), rooms.now());
  }

  /** An incident, also one that has ended, by its id or a beginning of it; empty for none. */
  public Optional<Incident> incident(String id) {
    return id.isBlank() ? Optional.empty() : rooms.store().incidents().find(id);
  }

  /** The newest sample of every stream that was measured since the start, by its name. */
  public Map<String, HealthMetric> samples() {
    return loop.newest();
  }

  /** The ids of the monitors that look, in order. */
  public List<String> monitors() {
    return rooms.plugins().of(Monitor.class).stream().map(Monitor::id).sorted().toList();
  }

  /**
   * Does one action because a person asks for it: planned now, approved by that person, then made
   * by the loop through the same gates, journal and verification as every other change.
   *
   * @param subject whom it is for: a job, or what is no job, such as {@code new Subject("@host")}
   * @param wish what is to be done; its parameters are those of the action
   * @param person who asks
   * @return how it stands now: {@code pending}, or {@code escalated} where nobody here may or can
   *     do it; {@link #outcome} tells how it goes on
   * @throws HealingException when the wish cannot be fulfilled as it is written, with the mend
   */
  public ActionResult act(Subject subject, ActionRequest wish, String person) {
    return new AskedByHand(rooms)
        .act(Given.name(subject, "subject"), Given.name(wish, "wish"), Given.person(person));
  }

  /**
   * Takes an action back, now, because the program that asked for it wants so; that is nobody's no,
   * and the same may be asked for again. What a person takes back goes through {@link #admin}.
   *
   * @param action the number of the action, as in {@code a3}
   * @throws HealingException when it cannot be taken back, with the reason; nothing is changed then
   */
  public void takeBack(long action) {
    admin.takeBack(action);
  }

  /**
   * How an action stands that was asked for, or any other suggestion.
   *
   * @throws HealingException when there is no such suggestion
   */
  public ActionResult outcome(long suggestion) {
    return new AskedByHand(rooms).outcome(suggestion);
  }

  /** How Healing and what it watches stand now. */
  public SystemStatus status() {
    return Statuses.of(rooms, life.comesRound(), loop.since(), loop.looked());
  }

  /** What meters and dashboards read of it again and again, at little cost. */
  public HealingFigures figures() {
    return new HealingFigures(rooms);
  }

  /** A doctor for the declared environment, with the store, clock and plug-ins of this Healing. */
  public EnvironmentDoctor doctor() {
    EnvironmentDoctor doctor =
        EnvironmentDoctor.of(rooms.config())
            .withStore(rooms.store())
            .withClock(rooms.assembly().clock())
            .withWays(rooms.assembly().ways());
    for (EnvironmentCheck check : rooms.plugins().of(EnvironmentCheck.class)) {
      doctor = check.id().startsWith("healing.") ? doctor : doctor.withPlugin(check);
    }
    return doctor;
  }

  /** What a person may do: look, ask why, approve, reject, take back, pause. */
  public HealingAdmin admin() {
    return admin;
  }

  /**
   * Stops: no new work is begun, an action under way is waited for up to 10 seconds, what is known
   * is written, and what was to be changed for a time only is put back. A store and executors that
   * the program handed over stay the program's. A second call does nothing.
   */
  @Override
  public void close() {
    life.close();
  }
}
