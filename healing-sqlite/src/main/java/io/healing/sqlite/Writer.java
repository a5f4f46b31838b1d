package io.healing.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection that writes; one thread at a time has it. */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int ATTEMPTS = 3;

  private final Connection connection;
  private final boolean writeAhead;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private boolean inTransaction;
  private boolean full = true;
  private @Nullable SQLException doomed;

  /** How soon a commit is on the disk. */
  enum Sync {
    /** When it returns. */
    FULL,
    /** At a later one that is full, or when the journal is written back. */
    LATER
  }

  /** What is done with the connection. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws SQLException;
  }

  Writer(Connection connection) throws SQLException {
    this.connection = connection;
    this.writeAhead = "wal".equals(Connections.journalMode(connection));
  }

  Connection connection() {
    return connection;
  }

  /** Whether this thread is within a transaction. */
  boolean mine() {
    return lock.isHeldByCurrentThread() && inTransaction;
  }

  /** Runs the step in this thread's transaction, or else in one of its own. */
  <T> T run(Sync sync, Step<T> step) throws SQLException {
    lock.lock();
    try {
      return inTransaction ? joined(step) : alone(sync, step);
    } finally {
      lock.unlock();
    }
  }

  /** A statement that is kept for the next time. */
  PreparedStatement prepare(String text) throws SQLException {
    PreparedStatement known = prepared.get(text);
    if (known == null) {
      known = connection.prepareStatement(text);
      prepared.put(text, known);
    }
    return known;
  }

  /** Runs a statement that is not kept. */
  int execute(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(text);
    }
  }

  private <T> T joined(Step<T> step) throws SQLException {
    if (doomed != null) {
      throw doomed;
    }
    try {
      return step.run();
    } catch (SQLException e) {
      doomed = e;
      throw e;
    }
  }

  private <T> T alone(Sync sync, Step<T> step) throws SQLException {
    synchronous(sync == Sync.FULL || !writeAhead);
    patiently("BEGIN IMMEDIATE");
    inTransaction = true;
    boolean kept = false;
    try {
      T answer = step.run();
      commit();
      kept = true;
      return answer;
    } finally {
      inTransaction = false;
      doomed = null;
      if (!kept) {
        rollBack();
      }
    }
  }

  private void commit() throws SQLException {
    if (doomed != null) {
      throw doomed;
    }
    patiently("COMMIT");
  }

  private void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      LOG.debug("There was nothing left to roll back", e);
    }
  }

  private void synchronous(boolean wanted) throws SQLException {
    if (wanted != full) {
      execute("PRAGMA synchronous = " + (wanted ? "FULL" : "NORMAL"));
      full = wanted;
    }
  }

  private void patiently(String text) throws SQLException {
    int attempt = 1;
    while (!done(text, attempt == ATTEMPTS)) {
      attempt++;
    }
  }

  private boolean done(String text, boolean last) throws SQLException {
    try {
      execute(text);
      return true;
    } catch (SQLException e) {
      if (last || !Faults.busy(e)) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public void close() throws SQLException {
    lock.lock();
    try {
      for (PreparedStatement statement : prepared.values()) {
        statement.close();
      }
      prepared.clear();
      connection.close();
    } finally {
      lock.unlock();
    }
  }
}
