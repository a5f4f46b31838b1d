package io.healing.sqlite;

import com.zaxxer.hikari.HikariDataSource;
import io.healing.api.store.StoreException;
import io.healing.sqlite.Writer.Sync;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs statements: reads on one of several connections, writes on the only one that may. */
final class Database implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final Place place;
  private final SqliteSettings settings;
  private final HikariDataSource readers;
  private final @Nullable Writer writer;
  private final @Nullable String readOnlyBecause;
  private volatile boolean closed;

  /** The connections of a database; without a writer it can only be read. */
  record Handles(HikariDataSource readers, @Nullable Writer writer, @Nullable String because) {}

  Database(Place place, SqliteSettings settings, Handles handles) {
    this.place = place;
    this.settings = settings;
    this.readers = handles.readers();
    this.writer = handles.writer();
    this.readOnlyBecause = handles.because();
  }

  Place place() {
    return place;
  }

  @Nullable String readOnlyBecause() {
    return readOnlyBecause;
  }

  /** All rows that can be understood; the others are told and left out. */
  <T> List<T> list(Row.Mapper<T> mapper, Sql sql) {
    return read(
        sql,
        rows -> {
          List<T> found = new ArrayList<>();
          each(mapper, rows, found::add);
          return found;
        });
  }

  /** The same row by row. What was taken may come again when the database was busy meanwhile. */
  <T> void each(Row.Mapper<T> mapper, Sql sql, Consumer<T> taker) {
    read(
        sql,
        rows -> {
          each(mapper, rows, taker);
          return true;
        });
  }

  private <T> void each(Row.Mapper<T> mapper, ResultSet rows, Consumer<T> taker)
      throws SQLException {
    Row row = new Row(rows, settings.zone());
    while (rows.next()) {
      understood(mapper, row).ifPresent(taker);
    }
  }

  /** The first row, if there is one. */
  <T> Optional<T> first(Row.Mapper<T> mapper, Sql sql) {
    return read(
        sql,
        rows -> {
          try {
            return rows.next()
                ? Optional.of(mapper.map(new Row(rows, settings.zone())))
                : Optional.<T>empty();
          } catch (IllegalArgumentException e) {
            throw place.faults().fault("has a row that cannot be read: " + e.getMessage(), "", e);
          }
        });
  }

  /** A number; 0 where there is none. */
  long number(Sql sql) {
    return read(sql, rows -> rows.next() ? rows.getLong(1) : 0L);
  }

  /** Changes rows and answers how many. */
  int change(Sql sql) {
    return write(
        Sync.FULL,
        with -> {
          PreparedStatement statement = with.prepare(sql.text());
          sql.bind(statement);
          return statement.executeUpdate();
        });
  }

  /** Adds a row and answers with its id. */
  long add(Sql sql) {
    return write(
        Sync.FULL,
        with -> {
          PreparedStatement statement = with.prepare(sql.text());
          sql.bind(statement);
          try (ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0L;
          }
        });
  }

  /** Runs the same statement with many values, in one commit. */
  void all(Sync sync, Collection<Sql> rows) {
    if (!rows.isEmpty()) {
      write(sync, with -> batch(with, rows));
    }
  }

  /** Runs work in one transaction, which every call of this thread joins. */
  <T> T together(Supplier<T> work) {
    return write(Sync.FULL, with -> work.get());
  }

  /** The same, but not within another one. */
  <T> T transaction(Supplier<T> work) {
    if (writer != null && writer.mine()) {
      throw new IllegalStateException("A transaction cannot be begun within another one");
    }
    return together(work);
  }

  /** Uses the writing connection itself. */
  <T> T write(Sync sync, Use<T> use) {
    Writer with = writerOrFault();
    try {
      return with.run(sync, () -> use.with(with));
    } catch (SQLException e) {
      throw place.faults().of(e);
    }
  }

  /** What is done with the writer. */
  @FunctionalInterface
  interface Use<T> {
    T with(Writer writer) throws SQLException;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  private static Integer batch(Writer with, Collection<Sql> rows) throws SQLException {
    PreparedStatement statement = with.prepare(rows.iterator().next().text());
    statement.clearBatch();
    for (Sql row : rows) {
      row.bind(statement);
      statement.addBatch();
    }
    return statement.executeBatch().length;
  }

  private <T> T read(Sql sql, Reading<T> reading) {
    refuseWhenClosed();
    boolean interrupted = Thread.interrupted();
    try {
      return writer != null && writer.mine()
          ? readMine(writer, sql, reading)
          : patiently(sql, reading);
    } catch (SQLException e) {
      throw place.faults().of(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T> T readMine(Writer mine, Sql sql, Reading<T> reading) throws SQLException {
    return mine.run(
        Sync.FULL,
        () -> {
          PreparedStatement statement = mine.prepare(sql.text());
          sql.bind(statement);
          try (ResultSet rows = statement.executeQuery()) {
            return reading.of(rows);
          }
        });
  }

  private <T> T patiently(Sql sql, Reading<T> reading) throws SQLException {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return readOnce(sql, reading);
      } catch (SQLException e) {
        if (!Faults.busy(e)) {
          throw e;
        }
        place.log().debug(Database.class, "{} is busy, attempt {}", place.file(), attempt);
      }
    }
    return readOnce(sql, reading);
  }

  private <T> T readOnce(Sql sql, Reading<T> reading) throws SQLException {
    try (Connection connection = readers.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql.text())) {
      sql.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        return reading.of(rows);
      }
    }
  }

  private <T> Optional<T> understood(Row.Mapper<T> mapper, Row row) throws SQLException {
    try {
      return Optional.of(mapper.map(row));
    } catch (IllegalArgumentException e) {
      place
          .log()
          .warn(
              Database.class,
              "{} has a row that cannot be read and is left out: {}",
              place.file(),
              e.getMessage());
      return Optional.empty();
    }
  }

  private Writer writerOrFault() {
    refuseWhenClosed();
    if (writer == null) {
      throw place.faults().fault("cannot be written: " + readOnlyBecause, "Open it for writing.");
    }
    return writer;
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new StoreException("The database " + place.file() + " is closed", "", null);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    readers.close();
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (SQLException e) {
      throw place.faults().of(e);
    }
  }
}
