package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import io.healing.api.job.JobRunner;
import io.healing.api.job.JobRunnerContract;
import io.healing.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A real scheduler on a real database. Its tasks are those that the tests name. */
final class Rig implements JobRunnerContract.Rig {
  /** Once now, and each hour; begins in an hour. */
  static final Schedule HOURLY =
      new Schedule() {
        @Override
        public Instant getNextExecutionTime(ExecutionComplete done) {
          return done.getTimeDone().plus(Duration.ofHours(1));
        }

        @Override
        public Instant getInitialExecutionTime(Instant now) {
          return now.plus(Duration.ofHours(1));
        }

        @Override
        public boolean isDeterministic() {
          return false;
        }

        @Override
        public String toString() {
          return "each hour";
        }
      };

  private static final List<String> NAMES =
      List.of(
          "well", "bad", "steady", "loader", "left", "planned", "gone", "again", "twice", "over",
          "hangs", "aside", "prices", "report", "backup", "watched", "nightly");

  private final Map<String, Runnable> work = new ConcurrentHashMap<>();
  private final Map<String, Task<?>> known = new ConcurrentHashMap<>();
  private final List<Task<?>> told = new CopyOnWriteArrayList<>();
  private final DbSchedulerHook hook;
  private final Scheduler scheduler;
  private final DbSchedulerRunner adapter;

  /** One on this database, with more of its own. */
  Rig(Database database, String name, Consumer<SchedulerBuilder> more) {
    this(new DbSchedulerHook(), database, name, more);
  }

  private Rig(
      DbSchedulerHook hook, Database database, String name, Consumer<SchedulerBuilder> more) {
    this.hook = hook;
    for (String task : NAMES) {
      known.put(
          task,
          Tasks.recurring(task, HOURLY)
              .doNotScheduleOnStartup()
              .execute((instance, context) -> run(task)));
    }
    known.put(
        "rates",
        Tasks.recurring("rates", HOURLY)
            .doNotScheduleOnStartup()
            .onFailure((done, operations) -> operations.remove())
            .execute((instance, context) -> run("rates")));
    for (String task : List.of("once", "retried")) {
      known.put(
          task,
          Tasks.oneTime(task, String.class)
              .onFailure(new OnFailureRetryLater<>(Duration.ofHours(2)))
              .execute((instance, context) -> run(task)));
    }
    SchedulerBuilder builder =
        Scheduler.create(database.source(), new ArrayList<>(known.values()))
            .threads(2)
            .schedulerName(new SchedulerName.Fixed(name))
            .pollingInterval(Duration.ofMillis(200))
            .shutdownMaxWait(Duration.ofSeconds(5))
            .enableImmediateExecution()
            .addSchedulerListener(hook)
            .addExecutionInterceptor(hook);
    more.accept(builder);
    scheduler = builder.build();
    adapter = DbSchedulerRunner.of(scheduler, hook, () -> told);
  }

  /** One on a database of its own, running. */
  static Rig started() {
    Rig rig = new Rig(Store.database(), "one", builder -> {});
    rig.scheduler.start();
    return rig;
  }

  /** One on this database, running. */
  static Rig started(Database database, String name) {
    Rig rig = new Rig(database, name, builder -> {});
    rig.scheduler.start();
    return rig;
  }

  /** One by another clock, not started. */
  static Rig by(HeldTime clock, Database database) {
    DbSchedulerHook hook = new DbSchedulerHook(clock);
    return new Rig(hook, database, "clocked", builder -> builder.clock(clock));
  }

  private void run(String task) {
    Objects.requireNonNull(work.get(task), task).run();
  }

  Scheduler scheduler() {
    return scheduler;
  }

  DbSchedulerHook hook() {
    return hook;
  }

  Task<?> task(String name) {
    return Objects.requireNonNull(known.get(name), name);
  }

  /** Lets the job fail once, whose failure handler takes it out of the table. */
  void giveUp(String job) {
    Runnable before = Objects.requireNonNull(work.get(job), job);
    works(
        job,
        () -> {
          throw new IllegalStateException("no rates");
        });
    fire(job);
    Watched.until(() -> scheduler.getScheduledExecution(KnownTasks.recurring(job)).isEmpty());
    works(job, before);
  }

  void works(String name, Runnable what) {
    work.put(name, what);
  }

  /** Makes a task known to the adapter without a row in the table. */
  void tell(String name, Runnable what) {
    work.put(name, what);
    told.add(task(name));
  }

  @Override
  public JobRunner adapter() {
    return adapter;
  }

  DbSchedulerRunner runner() {
    return adapter;
  }

  @Override
  public String job(String name, Runnable what) {
    work.put(name, what);
    if (!name.equals("gone")) {
      told.add(task(name));
    }
    scheduler.scheduleIfNotExists(task(name).schedulableInstance(RecurringTask.INSTANCE));
    return name;
  }

  @Override
  public void fire(String job) {
    while (true) {
      try {
        scheduler.reschedule(KnownTasks.recurring(job), Instant.now());
        return;
      } catch (TaskInstanceCurrentlyExecutingException e) {
        LockSupport.parkNanos(2_000_000);
      }
    }
  }

  ScheduledExecution<Object> row(String job) {
    return scheduler.getScheduledExecution(KnownTasks.recurring(job)).orElseThrow();
  }

  @Override
  public void delete(String job) {
    scheduler.cancel(KnownTasks.recurring(job));
  }

  @Override
  public void shutDown() {
    scheduler.stop();
  }
}
