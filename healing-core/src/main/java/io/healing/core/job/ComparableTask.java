package io.healing.core.job;

/** A task that its executor's queue puts in order. */
@SuppressWarnings("ComparableType") // the queue may hold tasks that were not wrapped
final class ComparableTask extends ObservedTask implements Comparable<Runnable> {

  ComparableTask(Of of, Runnable task) {
    super(of, task);
  }

  @Override
  @SuppressWarnings("unchecked") // the queue compared these very objects before they were wrapped
  public int compareTo(Runnable other) {
    Runnable bare = other instanceof ObservedTask wrapped ? wrapped.task() : other;
    return ((Comparable<Object>) task()).compareTo(bare);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
