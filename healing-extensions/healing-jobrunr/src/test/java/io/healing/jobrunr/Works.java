package io.healing.jobrunr;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** What jobs do, by name: JobRunr stores the call, so it must be one that it can make anywhere. */
public final class Works {
  private static final Map<String, Runnable> WORK = new ConcurrentHashMap<>();

  private Works() {}

  static void put(String name, Runnable work) {
    WORK.put(name, work);
  }

  /** Does the work of this name. */
  public static void run(String name) {
    WORK.get(name).run();
  }

  /** The same; another method, so another job. */
  public static void mail(String name) {
    WORK.get(name).run();
  }

  static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
