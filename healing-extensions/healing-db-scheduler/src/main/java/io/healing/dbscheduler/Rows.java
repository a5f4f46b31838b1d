package io.healing.dbscheduler;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.healing.api.HealingException;
import io.healing.api.Image;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a scheduler's table with their data as bytes, whatever it means, so that one can be
 * taken away and put back unchanged.
 */
final class Rows {
  private static final int SECONDS = 10;
  private static final byte END = (byte) 0xff;
  private static final byte[] NONE = {};

  private final DataSource source;
  private final String table;
  private final SchedulerClient client;

  Rows(DataSource source, String table) {
    if (!table.matches("[A-Za-z0-9_.]+")) {
      throw new HealingException(
          "A table's name has letters, digits, underscores and dots, but is \"" + table + "\"",
          "It is the tableName that the scheduler was built with.");
    }
    this.source = Objects.requireNonNull(source, "source");
    this.table = table;
    client =
        SchedulerClient.Builder.create(source).tableName(table).serializer(new Raw()).build();
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

  /**
   * An execution as it is.
   *
   * @param time when it is to run
   * @param picked whether a scheduler runs it
   * @param version counts its changes
   * @param bytes what its task is given; null where there is none
   */
  record Row(Instant time, boolean picked, long version, byte @Nullable [] bytes) {

    byte[] data() {
      byte[] there = bytes;
      return there == null ? NONE : there;
    }

    /**
     * Its state for the journal. It is no text, so what the data may hold is shown nowhere: only
     * the journal has it.
     */
    Image image() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      String head = "execution_time=" + time + "\ndata=" + (bytes == null ? "none" : "bytes") + "\n";
      out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      out.write(END);
      out.writeBytes(data());
      return Image.of(out.toByteArray());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Row that && version == that.version && image().equals(that.image());
    }

    @Override
    public int hashCode() {
      return Objects.hash(time, version);
    }

    @Override
    public String toString() {
      return "due " + time + ", version " + version;
    }
  }

  /** The data in an image; null where the execution had none. */
  static byte @Nullable [] data(Image image) {
    byte[] all = image.content().orElse(NONE);
    int at = 0;
    while (at < all.length && all[at] != END) {
      at++;
    }
    String head = new String(all, 0, at, StandardCharsets.UTF_8);
    return head.endsWith("data=none\n") ? null : Arrays.copyOfRange(all, at + 1, all.length);
  }

  private static TaskInstanceId id(Wish wish) {
    return TaskInstanceId.of(wish.job(), wish.instance());
  }

  Optional<Row> find(Wish wish) {
    Optional<Long> version = version(wish);
    Optional<ScheduledExecution<Object>> there = client.getScheduledExecution(id(wish));
    return version.isEmpty()
        ? Optional.empty()
        : there.map(row -> row(row, version.get()));
  }

  private static Row row(ScheduledExecution<Object> row, long version) {
    return new Row(row.getExecutionTime(), row.isPicked(), version, row.getRawData());
  }

  /** Read first, so that a change after it is noticed. */
  private Optional<Long> version(Wish wish) {
    return on(
        "SELECT version FROM " + table + " WHERE task_name = ? AND task_instance = ?",
        statement -> {
          name(statement, wish);
          try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
          }
        });
  }

  /** Takes it away as long as nobody has changed or picked it since it was found. */
  boolean delete(Wish wish, Row row) {
    return on(
        "DELETE FROM "
            + table
            + " WHERE task_name = ? AND task_instance = ? AND version = ? AND picked = ?",
        statement -> {
          name(statement, wish);
          statement.setLong(3, row.version());
          statement.setBoolean(4, false);
          return statement.executeUpdate() == 1;
        });
  }

  /** Puts it back; false when there is one of its name. */
  boolean put(Wish wish, byte @Nullable [] data) {
    TaskInstance<Object> instance =
        new TaskInstance<>(wish.job(), wish.instance(), (Object) data);
    return client.scheduleIfNotExists(instance, wish.time());
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
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      T answer = work.on(statement);
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return answer;
    } catch (SQLException e) {
      throw new HealingException(
          "Table " + table + " was not reached: " + e.getMessage(),
          "Look whether the database answers, and whether the scheduler's table has that name.",
          e);
    }
  }
}
