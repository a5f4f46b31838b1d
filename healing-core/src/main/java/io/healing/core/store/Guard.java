package io.healing.core.store;

import io.healing.api.store.StoreException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time at the tables, and takes back what a unit of work changed when it ends
 * with an exception.
 */
final class Guard {
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Deque<Runnable> undo;
  private @Nullable StoreException doomed;
  private boolean inTransaction;
  private boolean closed;

  /** Runs one call of a repository, within the transaction if this thread has one. */
  <T> T hold(Supplier<T> work) {
    lock.lock();
    try {
      return undo == null ? atomically(work) : joined(work);
    } finally {
      lock.unlock();
    }
  }

  /** What the store refused once spoils the whole transaction, also when the refusal is caught. */
  private <T> T joined(Supplier<T> work) {
    if (doomed != null) {
      throw doomed;
    }
    try {
      return work.get();
    } catch (StoreException e) {
      doomed = e;
      throw e;
    }
  }

  /** The same for a call without an answer. */
  void run(Runnable work) {
    hold(
        () -> {
          work.run();
          return true;
        });
  }

  /** Runs several calls as one. */
  <T> T transaction(Supplier<T> work) {
    lock.lock();
    try {
      if (inTransaction) {
        throw new IllegalStateException("A transaction cannot be begun within another one");
      }
      inTransaction = true;
      return atomically(work);
    } finally {
      inTransaction = inTransaction && lock.getHoldCount() > 1;
      lock.unlock();
    }
  }

  /** Remembers how to take a change back. */
  void undo(Runnable back) {
    if (undo != null) {
      undo.push(back);
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private <T> T atomically(Supplier<T> work) {
    refuseWhenClosed();
    Deque<Runnable> steps = new ArrayDeque<>();
    undo = steps;
    boolean kept = false;
    try {
      T answer = work.get();
      if (doomed != null) {
        throw doomed;
      }
      kept = true;
      return answer;
    } finally {
      undo = null;
      doomed = null;
      if (!kept) {
        steps.forEach(Runnable::run);
      }
    }
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new StoreException("The store in memory is closed", "", null);
    }
  }
}
