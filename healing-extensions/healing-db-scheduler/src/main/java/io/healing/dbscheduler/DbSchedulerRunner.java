package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import io.healing.api.HealingException;
import io.healing.api.Plugin;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunnerName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A db-scheduler, joined: its runs are told, its recurring tasks known with their next start, and
 * they take orders. A job's id is the name of its task; all executions of a task are one job.
 * Thread-safe.
 */
public final class DbSchedulerRunner implements JobRunner {
  /** The scheduler's table where nothing else is said; db-scheduler's own default. */
  public static final String TABLE = "scheduled_tasks";

  /** One without a name of its own. */
  static final RunnerName PLAIN = RunnerName.of("db-scheduler", "scheduler");

  private final Scheduler scheduler;
  private final Parts parts;
  private final Standings standings;
  private final Orders orders;

  /**
   * What it was told of the scheduler.
   *
   * @param named what it is called
   * @param hook what the scheduler calls
   * @param intercepts whether the hook is an interceptor of the scheduler too
   * @param tasks its tasks
   * @param clock its clock
   * @param rows its table, or null
   */
  private record Parts(
      RunnerName named,
      DbSchedulerHook hook,
      boolean intercepts,
      KnownTasks tasks,
      InstantSource clock,
      @Nullable Rows rows) {

    Parts with(RunnerName other) {
      return new Parts(other, hook, intercepts, tasks, clock, rows);
    }

    Parts with(InstantSource other) {
      return new Parts(named, hook, intercepts, tasks, other, rows);
    }

    Parts with(Rows its) {
      return new Parts(named, hook, intercepts, tasks, clock, its);
    }
  }

  private DbSchedulerRunner(Scheduler scheduler, Parts parts) {
    this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
    this.parts = parts;
    standings = new Standings(scheduler, parts.tasks, runner());
    orders = new Orders(scheduler, parts.hook.runs(), parts.clock);
  }

  /**
   * Joins a scheduler that was built without Healing and has not been started. Its runs cannot be
   * interrupted; for that it must be built with a {@link DbSchedulerHook}.
   *
   * @param tasks the tasks of the scheduler, at least the recurring ones: it does not tell them
   * @throws HealingException when it runs already: its list of listeners may not grow then
   */
  public static DbSchedulerRunner of(Scheduler scheduler, Task<?>... tasks) {
    Objects.requireNonNull(scheduler, "scheduler");
    if (scheduler.getSchedulerState().isStarted()) {
      throw new HealingException(
          "The scheduler runs already, and a listener that is added then can make it lose a run",
          "Join it before start(), or build it with a DbSchedulerHook as listener and"
              + " interceptor.");
    }
    DbSchedulerHook hook = new DbSchedulerHook();
    scheduler.registerSchedulerListener(hook);
    List<Task<?>> told = List.of(tasks);
    return new DbSchedulerRunner(scheduler, parts(hook, false, () -> told));
  }

  /**
   * Joins a scheduler that was built with this hook, as listener and as interceptor, whether it
   * runs already or not.
   *
   * @param tasks the tasks of the scheduler, at least the recurring ones: it does not tell them
   */
  public static DbSchedulerRunner of(
      Scheduler scheduler, DbSchedulerHook hook, Collection<? extends Task<?>> tasks) {
    List<? extends Task<?>> told = List.copyOf(tasks);
    return of(scheduler, hook, () -> told);
  }

  static DbSchedulerRunner of(
      Scheduler scheduler,
      DbSchedulerHook hook,
      Supplier<? extends Collection<? extends Task<?>>> tasks) {
    return new DbSchedulerRunner(
        scheduler, parts(Objects.requireNonNull(hook, "hook"), true, tasks));
  }

  private static Parts parts(
      DbSchedulerHook hook,
      boolean intercepts,
      Supplier<? extends Collection<? extends Task<?>>> tasks) {
    KnownTasks known = new KnownTasks(tasks);
    return new Parts(PLAIN, hook, intercepts, known, InstantSource.system(), null);
  }

  /**
   * The same under a name of its own, for a program that has several schedulers: its runner is then
   * {@code db-scheduler:<name>}, its plug-ins begin with {@code db-scheduler.<name>}, and what is
   * found and done names it. A job is to be on one of the schedulers only.
   *
   * @param name 1 to 100 printable characters; in ids every other character than a letter or digit
   *     is {@code -}
   * @throws HealingException when it is no such name
   */
  public DbSchedulerRunner withName(String name) {
    return new DbSchedulerRunner(scheduler, parts.with(PLAIN.named(name)));
  }

  /**
   * The same for a scheduler that was built with a clock of its own, which this must agree with.
   */
  public DbSchedulerRunner withClock(InstantSource clock) {
    return new DbSchedulerRunner(scheduler, parts.with(Objects.requireNonNull(clock, "clock")));
  }

  /**
   * The same with a way to take an execution out of the table, where a person approves it, and to
   * put it back exactly.
   *
   * @param source gives connections to the scheduler's database
   * @param table as the scheduler was built with, {@link #TABLE} where that was not said; letters,
   *     digits, underscores and dots
   * @throws HealingException when the table's name has other characters
   */
  public DbSchedulerRunner withStore(DataSource source, String table) {
    return new DbSchedulerRunner(scheduler, parts.with(new Rows(source, table, scheduler)));
  }

  @Override
  public String id() {
    return parts.named.plugin();
  }

  @Override
  public String runner() {
    return parts.named.runner();
  }

  /** What knows executions; with {@link #withStore}, what cancels one too. */
  @Override
  public List<Plugin> plugins() {
    RunnerName named = parts.named;
    Table table = new Table(scheduler, parts.clock);
    List<Plugin> all = new ArrayList<>();
    all.add(new ExecutionMonitor(named, table, parts.hook));
    all.add(new DeadAnalyzer(named));
    Rows rows = parts.rows;
    if (rows != null) {
      all.add(new CancelAnalyzer(named));
      all.add(new CancelExecution(named, rows));
    }
    return all;
  }

  @Override
  public void join(JobObserver observer) {
    parts.hook.runs().join(observer, parts.tasks);
  }

  @Override
  public void leave() {
    parts.hook.runs().leave();
  }

  @Override
  public List<JobStanding> standings() {
    return standings.all();
  }

  @Override
  public Set<Order> orders(String jobId) {
    Set<Order> all = EnumSet.noneOf(Order.class);
    boolean recurring = parts.tasks.recurringTask(jobId).isPresent();
    boolean there =
        recurring || scheduler.getScheduledExecution(KnownTasks.recurring(jobId)).isPresent();
    if (there) {
      all.add(Order.RUN);
    }
    if (recurring) {
      all.add(Order.SCHEDULE);
    }
    if (parts.intercepts && (there || parts.tasks.knows(jobId))) {
      all.add(Order.INTERRUPT);
    }
    return all;
  }

  @Override
  public Optional<String> instead(Order order, String jobId) {
    if (order == Order.RUN) {
      return Optional.of(
          "It has no one execution that could be moved to now; those of a one-time task have data"
              + " of their own. Let the program schedule it anew");
    }
    return order == Order.INTERRUPT && !parts.intercepts
        ? Optional.of(
            "The scheduler was built without Healing's hook as an interceptor. If the run does not"
                + " go on, restart its program, and give the hook to addExecutionInterceptor")
        : Optional.empty();
  }

  /**
   * Moves the execution of a recurring task to now. Waits up to 30 seconds for a run that was
   * interrupted before, since the scheduler takes no order for an execution that runs.
   */
  @Override
  public boolean run(String jobId, String key) {
    return orders.run(jobId, key);
  }

  @Override
  public Optional<String> waits(String jobId) {
    return orders.waits(jobId);
  }

  @Override
  public void interrupt(String jobId, long runId) {
    if (!parts.hook.runs().byRun(runId).map(Live::interrupt).orElse(false)) {
      throw new HealingException(
          "Run " + runId + " of job " + jobId + " is not under way in this scheduler",
          "It has ended, or another process runs it, or the hook is not an interceptor of the"
              + " scheduler: give it to addExecutionInterceptor too.");
    }
  }

  /**
   * Refused: an execution that is put off or taken away is put back by the next program that starts
   * with its task, so a pause would end unseen.
   */
  @Override
  public void pause(String jobId) {
    throw new HealingException(
        "db-scheduler pauses no single task, and " + jobId + " was to be paused",
        "Give the task a disabled schedule (\"-\") where it is declared, or call pause() of the"
            + " scheduler, which stops all tasks of one program.");
  }

  @Override
  public void schedule(String jobId) {
    orders.schedule(
        parts
            .tasks
            .recurringTask(jobId)
            .orElseThrow(
                () ->
                    new HealingException(
                        "Job " + jobId + " is no recurring task that was told of this scheduler",
                        "Schedule it where it is declared.")));
  }
}
