package io.healing.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.healing.dbscheduler.DbSchedulerHook;
import io.healing.dbscheduler.DbSchedulerRunner;
import io.healing.postgres.Database;
import io.healing.postgres.Postgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * db-scheduler with ten threads on a PostgreSQL of this machine, which it asks in the way that its
 * documentation has for much work (lock and fetch): executions that are all due, of a task that
 * waits for a millisecond and of one that does nothing. Each round has a scheduler and a full table
 * of its own.
 */
public final class DbSchedulerFigures {
  private static final int RUNS = 8_000;
  private static final int THREADS = 10;
  private static final int CONNECTIONS = THREADS + 6;
  private static final double REFILL_BELOW = 1.0;
  private static final double FILL_TO = 4.0;
  private static final String EMPTY_TABLE =
      "DROP TABLE IF EXISTS scheduled_tasks;"
          + "CREATE TABLE scheduled_tasks (task_name text NOT NULL, task_instance text NOT NULL,"
          + " task_data bytea, execution_time timestamptz NOT NULL, picked boolean NOT NULL,"
          + " picked_by text, last_success timestamptz, last_failure timestamptz,"
          + " consecutive_failures int, last_heartbeat timestamptz, version bigint NOT NULL,"
          + " priority smallint, PRIMARY KEY (task_name, task_instance));"
          + "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);"
          + "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)";

  private DbSchedulerFigures() {}

  /** Prints the figures of db-scheduler alone. */
  public static void main(String[] args) throws Exception {
    Pairs table = new Pairs(Pairs.LEAST);
    table.head();
    measure(table);
  }

  static void measure(Pairs table) throws Exception {
    Database database = Postgres.database();
    try (HikariDataSource source = pool(database)) {
      table.measure(
          "db-scheduler, tasks of a millisecond",
          RUNS,
          healed -> round(healed, database, source, 1_000_000));
      table.measure(
          "db-scheduler, tasks that do nothing",
          RUNS,
          healed -> round(healed, database, source, 0));
    }
  }

  private static HikariDataSource pool(Database database) {
    HikariDataSource source = new HikariDataSource();
    source.setJdbcUrl(database.url());
    source.setUsername(database.user());
    source.setPassword(database.password());
    source.setMaximumPoolSize(CONNECTIONS);
    return source;
  }

  private static Pairs.Took round(boolean healed, Database database, DataSource source, long wait)
      throws Exception {
    CountDownLatch done = new CountDownLatch(RUNS);
    OneTimeTask<Void> task = Tasks.oneTime("work").execute((instance, context) -> work(wait, done));
    DbSchedulerHook hook = new DbSchedulerHook();
    Scheduler scheduler = scheduler(source, task, healed ? hook : null);
    fill(database, scheduler, task);
    try {
      return Healed.round(
          healed,
          () ->
              DbSchedulerRunner.of(scheduler, hook, List.of(task))
                  .withStore(source, DbSchedulerRunner.TABLE),
          () -> {
            scheduler.start();
            done.await();
          });
    } finally {
      scheduler.stop();
    }
  }

  private static void work(long wait, CountDownLatch done) {
    if (wait > 0) {
      LockSupport.parkNanos(wait);
    }
    done.countDown();
  }

  private static Scheduler scheduler(
      DataSource source,
      OneTimeTask<Void> task,
      @org.jspecify.annotations.Nullable DbSchedulerHook hook) {
    var builder =
        Scheduler.create(source, task)
            .threads(THREADS)
            .pollingInterval(Duration.ofMillis(100))
            .pollUsingLockAndFetch(REFILL_BELOW, FILL_TO);
    if (hook != null) {
      builder.addSchedulerListener(hook).addExecutionInterceptor(hook);
    }
    return builder.build();
  }

  /** What the round before left to be written is not paid by this one. */
  private static void fill(Database database, Scheduler scheduler, OneTimeTask<Void> task) {
    database.execute(EMPTY_TABLE);
    Stream<TaskInstance<?>> all = IntStream.range(0, RUNS).mapToObj(i -> task.instance("r" + i));
    scheduler.scheduleBatch(all, Instant.now().minusSeconds(60));
    database.execute("ANALYZE scheduled_tasks");
    database.execute("CHECKPOINT");
  }
}
