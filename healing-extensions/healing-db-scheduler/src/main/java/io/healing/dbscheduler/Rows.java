package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.healing.api.HealingException;
import io.healing.api.Image;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a scheduler's table with their data as bytes, whatever it means, so that one can be
 * taken away and put back unchanged. When one is due is read by the scheduler itself: only it knows
 * in which zone it keeps its times.
 */
final class Rows {
  private static final System.Logger LOG = System.getLogger(Rows.class.getName());
  private static final int SECONDS = 10;
  private static final byte END = (byte) 0xff;
  private static final byte[] NONE = {};
  private static final String TIME = "execution_time=";
  private static final String ABSENT = "no data\n";

  private final DataSource source;
  private final String table;
  private final SchedulerClient scheduler;
  private final Clients clients;

  /**
   * The rows of one table.
   *
   * @param scheduler whose table it is
   */
  Rows(DataSource source, String table, SchedulerClient scheduler) {
    if (!table.matches("[A-Za-z0-9_.]+")) {
      throw new HealingException(
          "A table's name has letters, digits, underscores and dots, but is \"" + table + "\"",
          "It is the tableName that the scheduler was built with.");
    }
    this.source = Objects.requireNonNull(source, "source");
    this.table = table;
    this.scheduler = scheduler;
    clients = new Clients(source, table, scheduler);
  }

  /**
   * An execution as it is.
   *
   * @param time when it is to run
   * @param picked whether a scheduler runs it
   * @param stamp the columns of the table that the client does not tell
   * @param data what its task is given; absent where there is none
   */
  record Row(Instant time, boolean picked, Stamp stamp, Image data) {

    int size() {
      return data.content().orElse(NONE).length;
    }

    /**
     * Its state for the journal. It is no text, so what the data may hold is shown nowhere: only
     * the journal has it.
     */
    Image image() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      String head = TIME + time + "\n" + stamp.words() + (data.present() ? "data\n" : ABSENT);
      out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      out.write(END);
      out.writeBytes(data.content().orElse(NONE));
      return Image.of(out.toByteArray());
    }
  }

  /**
   * What the client does not tell of a row.
   *
   * @param version counts its changes
   * @param priority which runs first; null where the row, or the table, has none
   */
  record Stamp(long version, @Nullable Integer priority) {
    private static final String PRIORITY = "priority=";

    String words() {
      return priority == null ? "" : PRIORITY + priority + "\n";
    }

    static Optional<Integer> priority(String head) {
      return head.lines()
          .filter(line -> line.startsWith(PRIORITY))
          .map(line -> Integer.valueOf(line.substring(PRIORITY.length())))
          .findFirst();
    }
  }

  /** The data in an image of an execution; absent where it had none. */
  static Image data(Image image) {
    byte[] all = image.content().orElse(NONE);
    String head = head(all);
    return head.endsWith(ABSENT)
        ? Image.absent()
        : Image.of(Arrays.copyOfRange(all, end(all) + 1, all.length));
  }

  private static String head(byte[] image) {
    return new String(image, 0, end(image), StandardCharsets.UTF_8);
  }

  private static int end(byte[] image) {
    int at = 0;
    while (at < image.length && image[at] != END) {
      at++;
    }
    return at;
  }

  private static TaskInstanceId id(Wish wish) {
    return TaskInstanceId.of(wish.job(), wish.instance());
  }

  /**
   * An execution as it is.
   *
   * @throws HealingException when it could not be put back as it is
   */
  Optional<Row> find(Wish wish) {
    Optional<Raws> raws = raws(wish);
    Optional<ScheduledExecution<Object>> there = scheduler.getScheduledExecution(id(wish));
    there.ifPresent(clients::check);
    return raws.isEmpty() ? Optional.empty() : there.map(row -> row(row, raws.get()));
  }

  private static Row row(ScheduledExecution<Object> row, Raws raws) {
    return new Row(row.getExecutionTime(), row.isPicked(), raws.stamp(), raws.data());
  }

  /** Columns that the scheduler does not tell. */
  private record Raws(Stamp stamp, Image data) {}

  /** Read first, so that a change after it is noticed. */
  private Optional<Raws> raws(Wish wish) {
    return on(
        "SELECT * FROM " + table + " WHERE task_name = ? AND task_instance = ?",
        statement -> {
          name(statement, wish);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(raws(rows)) : Optional.empty();
          }
        });
  }

  private static Raws raws(ResultSet row) throws SQLException {
    byte[] bytes = row.getBytes("task_data");
    Image data = bytes == null ? Image.absent() : Image.of(bytes);
    return new Raws(new Stamp(row.getLong("version"), priority(row)), data);
  }

  /** Tables of older versions have none. */
  private static @Nullable Integer priority(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (columns.getColumnLabel(i).equalsIgnoreCase("priority")) {
        int priority = row.getInt(i);
        return row.wasNull() ? null : priority;
      }
    }
    return null;
  }

  /** Takes it away as long as nobody has changed or picked it since it was found. */
  boolean delete(Wish wish, Row row) {
    return on(
        "DELETE FROM "
            + table
            + " WHERE task_name = ? AND task_instance = ? AND version = ? AND picked = ?",
        statement -> {
          name(statement, wish);
          statement.setLong(3, row.stamp().version());
          statement.setBoolean(4, false);
          return statement.executeUpdate() == 1;
        });
  }

  /** Puts it back; false when there is one of its name. */
  boolean put(Wish wish, Image before) {
    Object data = data(before).content().<Object>map(bytes -> bytes).orElse(null);
    TaskInstance.Builder<Object> instance =
        new TaskInstance.Builder<>(wish.job(), wish.instance()).data(data);
    Optional<Integer> priority = Stamp.priority(head(before.content().orElse(NONE)));
    SchedulerClient.Builder client = clients.writing(wish);
    return priority.isPresent()
        ? client
            .enablePriority()
            .build()
            .scheduleIfNotExists(instance.priority(priority.get()).build(), wish.time())
        : client.build().scheduleIfNotExists(instance.build(), wish.time());
  }

  private static void name(PreparedStatement statement, Wish wish) throws SQLException {
    statement.setQueryTimeout(SECONDS);
    statement.setString(1, wish.job());
    statement.setString(2, wish.instance());
  }

  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  private <T> T on(String sql, Work<T> work) {
    try {
      return closing(source.getConnection(), sql, work);
    } catch (SQLException e) {
      throw new HealingException(
          "Table " + table + " was not reached: " + e.getMessage(),
          "Look whether the database answers, and whether the scheduler's table has that name.",
          e);
    }
  }

  /** That a connection cannot be given back says nothing of what was read or written on it. */
  private <T> T closing(Connection connection, String sql, Work<T> work) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      T answer = work.on(statement);
      if (!connection.getAutoCommit()) {
        commit(connection);
      }
      return answer;
    } finally {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.DEBUG, "A connection could not be given back", e);
      }
    }
  }

  /** After a failure here it is not known what became of the change. */
  private void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "It is not known whether table " + table + " was changed: " + e.getMessage(), e);
    }
  }
}
