package io.healing.core;

/**
 * The threads that were given up because their call does not end. They are told by their names, so
 * that those of every Healing in this JVM count, whoever loaded its classes.
 */
final class GivenUp {
  /** How many may live in a JVM at once. */
  static final int MOST = 4;

  private static final String MARK = " (given up)";
  private static final int SPARE = 64;

  private GivenUp() {}

  /** Gives this thread up, unless too many are. */
  static boolean mark(Thread thread) {
    ThreadGroup all = all();
    synchronized (all) {
      boolean room = alive(all) < MOST;
      if (room) {
        thread.setName(thread.getName() + MARK);
      }
      return room;
    }
  }

  private static ThreadGroup all() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  private static int alive(ThreadGroup all) {
    Thread[] threads = new Thread[all.activeCount() + SPARE];
    int found = all.enumerate(threads);
    int alive = 0;
    for (int i = 0; i < found; i++) {
      alive += threads[i].getName().endsWith(MARK) ? 1 : 0;
    }
    return alive;
  }
}
