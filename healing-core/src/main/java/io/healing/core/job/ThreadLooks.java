package io.healing.core.job;

import io.healing.api.job.ThreadLook;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks at a thread from outside. */
final class ThreadLooks {
  private static final int FRAMES = 128;

  private ThreadLooks() {}

  /** What the thread does now; empty when it has ended. */
  static Optional<ThreadLook> at(Thread thread) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    ThreadInfo info = threads.getThreadInfo(thread.getId(), FRAMES);
    if (info != null) {
      List<StackTraceElement> frames = List.of(info.getStackTrace());
      return Optional.of(
          new ThreadLook(info.getThreadState(), frames, cpu(threads, thread), lock(info)));
    }
    return thread.isAlive() ? Optional.of(unmanaged(thread)) : Optional.empty();
  }

  /** A virtual thread is not known to the management interface. */
  private static ThreadLook unmanaged(Thread thread) {
    List<StackTraceElement> frames = Arrays.stream(thread.getStackTrace()).limit(FRAMES).toList();
    return new ThreadLook(thread.getState(), frames, -1, "");
  }

  private static long cpu(ThreadMXBean threads, Thread thread) {
    return threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
        ? threads.getThreadCpuTime(thread.getId())
        : -1;
  }

  private static String lock(ThreadInfo info) {
    String name = info.getLockName();
    if (name == null) {
      return "";
    }
    String owner = info.getLockOwnerName();
    return owner == null ? name : name + ", held by thread \"" + owner + "\"";
  }
}
