package io.healing.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The one connection that writes; one thread at a time has it. */
final class Writer implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final Connection connection;
  private final StoreLog log;
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

  Writer(Connection connection, StoreLog log) throws SQLException {
    this.connection = connection;
    this.log = log;
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

  /** The texts of all statements that are kept. */
  Set<String> texts() {
    return Set.copyOf(prepared.keySet());
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

  /** A statement that failed cannot be used again, so none is kept. */
  private void rollBack() {
    quietly(this::forgetStatements);
    quietly(() -> execute("ROLLBACK"));
  }

  private void quietly(Step<?> step) {
    try {
      step.run();
    } catch (SQLException e) {
      log.debug(Writer.class, "There was nothing left to roll back", e);
    }
  }

  private boolean forgetStatements() throws SQLException {
    List<PreparedStatement> statements = List.copyOf(prepared.values());
    prepared.clear();
    for (PreparedStatement statement : statements) {
      statement.close();
    }
    return true;
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
      forgetStatements();
      connection.close();
    } finally {
      lock.unlock();
    }
  }
}
