package io.healing.core.detect;

import io.healing.api.job.ThreadLook;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;

/** Which locks of this program are part of a deadlock. */
final class Deadlocks {

  /**
   * Whether the thread waits for a lock that a deadlock will never give free. Who waits for such a
   * lock hangs for good, whether it is itself part of the ring or not.
   */
  boolean contain(ThreadLook waiting) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] ring = threads.findDeadlockedThreads();
    return ring != null
        && Arrays.stream(threads.getThreadInfo(ring))
            .filter(Objects::nonNull)
            .map(ThreadInfo::getLockName)
            .filter(Objects::nonNull)
            .anyMatch(lock -> (waiting.lock() + ",").startsWith(lock + ","));
  }
}
