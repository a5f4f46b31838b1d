package io.healing.core;

import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A first-in, first-out queue whose bound may be changed while it is used, for a thread pool or a
 * producer and its consumers. Below a bound that became smaller nothing is lost: it takes nothing
 * more until it has shrunk. Thread-safe; elements are not null.
 *
 * @param <E> what it holds
 */
public final class ResizableQueue<E> extends AbstractQueue<E> implements BlockingQueue<E> {
  private final ArrayDeque<E> elements = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition room = lock.newCondition();
  private int bound;

  /**
   * An empty one.
   *
   * @param bound how many elements it takes, at least 1
   */
  public ResizableQueue(int bound) {
    this.bound = checked(bound);
  }

  private static int checked(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("A queue's bound is 1 or more, but is " + bound);
    }
    return bound;
  }

  /** How many elements it takes. */
  public int bound() {
    lock.lock();
    try {
      return bound;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Changes how many elements it takes.
   *
   * @throws IllegalArgumentException when it is below 1
   */
  public void resize(int wanted) {
    lock.lock();
    try {
      bound = checked(wanted);
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean offer(E element) {
    Objects.requireNonNull(element, "element");
    lock.lock();
    try {
      return elements.size() < bound && added(element);
    } finally {
      lock.unlock();
    }
  }

  private boolean added(E element) {
    elements.addLast(element);
    filled.signal();
    return true;
  }

  @Override
  public boolean offer(E element, long time, TimeUnit unit) throws InterruptedException {
    Objects.requireNonNull(element, "element");
    long left = unit.toNanos(time);
    lock.lockInterruptibly();
    try {
      while (elements.size() >= bound) {
        if (left <= 0) {
          return false;
        }
        left = room.awaitNanos(left);
      }
      return added(element);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void put(E element) throws InterruptedException {
    Objects.requireNonNull(element, "element");
    lock.lockInterruptibly();
    try {
      while (elements.size() >= bound) {
        room.await();
      }
      added(element);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable E poll() {
    lock.lock();
    try {
      return taken();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable E taken() {
    E first = elements.pollFirst();
    if (first != null && elements.size() < bound) {
      room.signal();
    }
    return first;
  }

  @Override
  public @Nullable E poll(long time, TimeUnit unit) throws InterruptedException {
    long left = unit.toNanos(time);
    lock.lockInterruptibly();
    try {
      while (elements.isEmpty() && left > 0) {
        left = filled.awaitNanos(left);
      }
      return taken();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public E take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      E first = taken();
      while (first == null) {
        filled.await();
        first = taken();
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable E peek() {
    lock.lock();
    try {
      return elements.peekFirst();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int size() {
    lock.lock();
    try {
      return elements.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int remainingCapacity() {
    lock.lock();
    try {
      return Math.max(0, bound - elements.size());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean remove(Object element) {
    lock.lock();
    try {
      boolean removed = elements.removeFirstOccurrence(element);
      room.signalAll();
      return removed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int drainTo(Collection<? super E> target) {
    return drainTo(target, Integer.MAX_VALUE);
  }

  @Override
  public int drainTo(Collection<? super E> target, int most) {
    if (target == this) {
      throw new IllegalArgumentException("A queue is not drained to itself");
    }
    lock.lock();
    try {
      int moved = 0;
      while (moved < most && !elements.isEmpty()) {
        target.add(elements.removeFirst());
        moved++;
      }
      room.signalAll();
      return moved;
    } finally {
      lock.unlock();
    }
  }

  /** Over a copy: what comes and goes later is not seen; what is removed through it goes here. */
  @Override
  public Iterator<E> iterator() {
    lock.lock();
    try {
      return new Walk(List.copyOf(elements).iterator());
    } finally {
      lock.unlock();
    }
  }

  /** One that has gone meanwhile is no other that equals it. */
  private void removeThis(E element) {
    lock.lock();
    try {
      Iterator<E> all = elements.iterator();
      while (all.hasNext()) {
        if (all.next() == element) {
          all.remove();
          room.signalAll();
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private final class Walk implements Iterator<E> {
    private final Iterator<E> copy;
    private @Nullable E last;

    Walk(Iterator<E> copy) {
      this.copy = copy;
    }

    @Override
    public boolean hasNext() {
      return copy.hasNext();
    }

    @Override
    public E next() {
      E next = copy.next();
      last = next;
      return next;
    }

    @Override
    public void remove() {
      E seen = last;
      if (seen == null) {
        throw new IllegalStateException("Nothing was given since the last removal");
      }
      removeThis(seen);
      last = null;
    }
  }
}
