package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.healing.api.HealingException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Clients of a scheduler's table that write data as it is, and times as the scheduler does: with
 * their zone, or in UTC where the columns know none. It does not tell which of the two, so that is
 * found out. Thread-safe.
 */
final class Clients {
  private static final System.Logger LOG = System.getLogger(Clients.class.getName());

  private final DataSource source;
  private final String table;
  private final SchedulerClient scheduler;
  private final Map<Boolean, JdbcCustomization> ways = new ConcurrentHashMap<>();

  Clients(DataSource source, String table, SchedulerClient scheduler) {
    this.source = source;
    this.table = table;
    this.scheduler = scheduler;
  }

  /** A client that has no tasks reads data as bytes; so it may write them. */
  private static final class Raw implements Serializer {
    @Override
    public byte @Nullable [] serialize(@Nullable Object data) {
      return (byte[]) data;
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] bytes) {
      return type.cast(bytes);
    }
  }

  private SchedulerClient.Builder client(boolean utc) {
    return SchedulerClient.Builder.create(source)
        .tableName(table)
        .jdbcCustomization(
            ways.computeIfAbsent(utc, way -> new AutodetectJdbcCustomization(source, way)))
        .serializer(new Raw());
  }

  /**
   * Reads only: whether there is a way to write what is read here.
   *
   * @param row as the scheduler reads it
   * @throws HealingException when it reads its times in a third way
   */
  void check(ScheduledExecution<Object> row) {
    boolean known =
        Stream.of(false, true)
            .anyMatch(
                utc ->
                    time(utc, row.getTaskInstance()).equals(Optional.of(row.getExecutionTime())));
    if (!known) {
      throw odd();
    }
  }

  private Optional<Instant> time(boolean utc, TaskInstanceId id) {
    return tried(
        () -> client(utc).build().getScheduledExecution(id).map(row -> row.getExecutionTime()));
  }

  /**
   * One that writes times so that the scheduler reads the same. To read alike is no proof of that,
   * so it is tried with an execution of no task, due in years, which is taken away again.
   *
   * @param wish what is to be written
   * @throws HealingException when the scheduler reads its times in a third way
   */
  SchedulerClient.Builder writing(Wish wish) {
    String id = OrderLock.id("times of " + wish);
    TaskInstance<Object> trial = new TaskInstance<>(OrderLock.TASK, id);
    Instant far = wish.time().truncatedTo(ChronoUnit.SECONDS).plus(OrderLock.FAR);
    return Stream.of(false, true)
        .filter(utc -> readBack(utc, trial, far).equals(Optional.of(far)))
        .findFirst()
        .map(this::client)
        .orElseThrow(this::odd);
  }

  private Optional<Instant> readBack(boolean utc, TaskInstance<Object> trial, Instant far) {
    remove(trial);
    try {
      return tried(
          () -> {
            client(utc).build().scheduleIfNotExists(trial, far);
            return scheduler.getScheduledExecution(trial).map(row -> row.getExecutionTime());
          });
    } finally {
      remove(trial);
    }
  }

  private void remove(TaskInstanceId trial) {
    try {
      scheduler.cancel(trial);
    } catch (TaskInstanceNotFoundException e) {
      // As it is to be.
      return;
    }
  }

  private interface Trial {
    Optional<Instant> time();
  }

  private static Optional<Instant> tried(Trial trial) {
    try {
      return trial.time();
    } catch (RuntimeException e) {
      if (Stream.iterate((Throwable) e, one -> one != null, Throwable::getCause)
          .noneMatch(SQLException.class::isInstance)) {
        throw e;
      }
      LOG.log(System.Logger.Level.DEBUG, "The times are kept in the other way", e);
      return Optional.empty();
    }
  }

  private HealingException odd() {
    return new HealingException(
        "The times in table " + table + " are not read here as its scheduler reads them",
        "With a JdbcCustomization of your own leave withStore away; else the execution has changed"
            + " meanwhile, look again.");
  }
}
