package io.healing.quartz;

import io.healing.api.HealingException;
import io.healing.api.Plugin;
import io.healing.api.job.JobObserver;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobStanding;
import io.healing.api.job.RunnerName;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.quartz.InterruptableJob;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.utils.DBConnectionManager;

/**
 * A Quartz scheduler, joined: its runs are told, its jobs known with their next start, and they
 * take orders. A job's id is its name in the default group, else {@code group.name}. Thread-safe.
 */
public final class QuartzRunner implements JobRunner {
  /**
   * What the tables of a JDBC store begin with where nothing else is said; Quartz's own default.
   */
  public static final String TABLE_PREFIX = "QRTZ_";

  private static final System.Logger LOG = System.getLogger(QuartzRunner.class.getName());
  private static final RunnerName KIND = RunnerName.of("quartz", "scheduler");
  private static final String PLAIN = "QuartzScheduler";

  private final Scheduler scheduler;
  private final String name;
  private final RunnerName called;
  private final JobNames names;
  private final Standings standings;
  private final Orders orders;
  private final OwnRuns own;
  private final Schedules schedules;
  private final @Nullable Rows rows;
  private final Faults faults = new Faults();
  private final Listeners listeners;

  private QuartzRunner(Scheduler scheduler, String name, @Nullable Rows rows) {
    this.scheduler = scheduler;
    this.name = name;
    called =
        name.equals(PLAIN) || name.isBlank()
            ? KIND
            : new RunnerName(KIND.kind(), KIND.thing(), name);
    this.rows = rows;
    listeners = new Listeners(scheduler, called.plugin(), faults);
    names = new JobNames(scheduler);
    StoredTriggers stored = rows == null ? null : new StoredTriggers(scheduler, rows.tables());
    standings = new Standings(scheduler, runner(), stored);
    InstantSource clock = InstantSource.system();
    orders = new Orders(scheduler, clock);
    schedules = new Schedules(scheduler, names, standings);
    own = new OwnRuns(scheduler, standings, rows, clock);
  }

  /**
   * Joins this scheduler when Healing starts, whether it was started before or will be later. Where
   * its store is JDBC, the store's data source and table prefix are taken from the scheduler
   * itself; where that does not tell them, they are said by {@link #withStore(DataSource, String)}.
   *
   * @throws HealingException when it does not tell its name
   */
  public static QuartzRunner of(Scheduler scheduler) {
    Objects.requireNonNull(scheduler, "scheduler");
    QuartzRunner alone =
        asked(() -> new QuartzRunner(scheduler, scheduler.getSchedulerName(), null));
    return StoreAt.of(scheduler)
        .map(store -> alone.withStore(store.source(), store.prefix()))
        .orElse(alone);
  }

  /**
   * The same with a look at the rows of its JDBC store: triggers that are stuck there in a state in
   * which they never fire are found, and set free where a person approves it.
   *
   * @param source gives connections to the database of the store
   * @param tablePrefix as in {@code org.quartz.jobStore.tablePrefix}, {@link #TABLE_PREFIX} where
   *     that is not set; a schema's name may stand before it
   * @throws HealingException when the prefix cannot be part of a table's name
   */
  public QuartzRunner withStore(DataSource source, String tablePrefix) {
    return withTables(source::getConnection, tablePrefix);
  }

  /**
   * The same by the name under which Quartz itself knows the data source of its store, as in {@code
   * org.quartz.jobStore.dataSource}.
   */
  public QuartzRunner withStore(String source, String tablePrefix) {
    Objects.requireNonNull(source, "source");
    DBConnectionManager known = DBConnectionManager.getInstance();
    return withTables(() -> known.getConnection(source), tablePrefix);
  }

  private QuartzRunner withTables(Tables.Connections connections, String tablePrefix) {
    Tables tables = new Tables(connections, name, tablePrefix);
    return withRows(new Rows(tables, new DatabaseClock(InstantSource.system())));
  }

  QuartzRunner withRows(Rows its) {
    return new QuartzRunner(scheduler, name, its);
  }

  @Override
  public String id() {
    return called.plugin();
  }

  /** The monitors, the analyzer and the remediator that know Quartz. */
  @Override
  public List<Plugin> plugins() {
    Plugin faultsTold = new FaultMonitor(id(), runner(), scheduler, faults);
    Rows its = rows;
    if (its == null) {
      return List.of(faultsTold);
    }
    String scheme = called.scheme();
    return List.of(
        faultsTold,
        new StuckMonitor(id(), runner(), its, () -> asked(scheduler::getSchedulerInstanceId)),
        new StuckAnalyzer(id(), runner(), scheme, its),
        new UpdateRow(id(), scheme, its));
  }

  @Override
  public String runner() {
    return called.runner();
  }

  @Override
  public void join(JobObserver observer) {
    done(() -> listeners.join(observer));
    if (rows == null && asked(() -> scheduler.getMetaData().isJobStoreSupportsPersistence())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The scheduler {0} keeps its jobs in a store and does not tell where, so its rows are not"
              + " looked at. Say it by QuartzRunner.of(scheduler).withStore(dataSource, prefix), or"
              + " in quartz.properties by org.quartz.plugin.healing.dataSource and .tablePrefix.",
          name);
    }
  }

  @Override
  public void leave() {
    done(listeners::leave);
  }

  @Override
  public List<JobStanding> standings() {
    return asked(standings::all);
  }

  @Override
  public Set<Order> orders(String jobId) {
    return asked(() -> names.find(jobId).map(this::orders).orElse(Set.of()));
  }

  private Set<Order> orders(JobKey key) {
    Set<Order> all = EnumSet.of(Order.RUN, Order.SCHEDULE, Order.PAUSE, Order.RESUME);
    if (interruptable(key)) {
      all.add(Order.INTERRUPT);
    }
    if (asked(() -> standings.triggers(key)).isEmpty()) {
      all.remove(Order.SCHEDULE);
    }
    return all;
  }

  private boolean interruptable(JobKey key) {
    return jobClass(key).filter(InterruptableJob.class::isAssignableFrom).isPresent();
  }

  private Optional<Class<?>> jobClass(JobKey key) {
    return asked(
        () -> Optional.ofNullable(scheduler.getJobDetail(key)).map(JobDetail::getJobClass));
  }

  @Override
  public Optional<String> instead(Order order, String jobId) {
    Optional<JobKey> key = asked(() -> names.find(jobId));
    return order == Order.INTERRUPT
        ? key.flatMap(this::jobClass).map(QuartzRunner::uninterruptable)
        : Optional.empty();
  }

  private static String uninterruptable(Class<?> job) {
    return "Quartz interrupts only an InterruptableJob. Look what the run waits for; if it does not"
        + " go on, restart its program. So that the next one can be interrupted, let "
        + job.getName()
        + " implement org.quartz.InterruptableJob";
  }

  @Override
  public boolean run(String jobId, String key) {
    return asked(
        () -> {
          JobKey job = names.key(jobId);
          own.leaveToQuartz(job);
          orders.forgetOld();
          return orders.run(job, key);
        });
  }

  @Override
  public Optional<String> waits(String jobId) {
    return asked(
        () -> {
          Optional<JobKey> job = names.find(jobId);
          return job.isPresent() ? own.awaited(job.get()) : Optional.<String>empty();
        });
  }

  @Override
  public void interrupt(String jobId, long runId) {
    Optional<String> fire = listeners.fireInstance(runId);
    if (fire.isEmpty() || !asked(() -> scheduler.interrupt(fire.get()))) {
      throw new HealingException(
          "Run " + runId + " of job " + jobId + " is not under way in this scheduler",
          "It has ended, or another process runs it.");
    }
  }

  /** Takes its triggers out of the state ERROR. */
  @Override
  public void schedule(String jobId) {
    done(() -> schedules.reset(jobId));
  }

  @Override
  public boolean paused(String jobId) {
    return asked(() -> schedules.paused(jobId));
  }

  /**
   * Pauses all its triggers.
   *
   * @throws HealingException also when one of them is paused already while others are not: taking
   *     the pause back would let that one go on too
   */
  @Override
  public void pause(String jobId) {
    done(() -> schedules.pause(jobId));
  }

  @Override
  public void resume(String jobId) {
    done(() -> schedules.resume(jobId));
  }

  private interface Wish {
    void give() throws SchedulerException;
  }

  private static void done(Wish wish) {
    asked(
        () -> {
          wish.give();
          return true;
        });
  }

  private static <T> T asked(Callable<T> question) {
    try {
      return question.call();
    } catch (HealingException e) {
      throw e;
    } catch (SchedulerException e) {
      throw new HealingException(
          "The scheduler refused: " + e.getMessage(), "Look whether it and its store live.", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Quartz threw what it does not declare", e);
    }
  }
}
