package io.healing.core.job;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;

/**
 * The newest task of each of the jobs that were named last, so that it can be run again. A task
 * holds on to all that it was made with, so a host that makes up a new name for every task must not
 * have them kept for ever. Takes no lock, because jobs' threads hand tasks in.
 */
final class KnownTasks {
  /** How many jobs; those named first go first, and come back when they are named again. */
  static final int MOST = 1_000;

  private final Map<String, Known> byJob = new ConcurrentHashMap<>();
  private final Queue<String> oldestFirst = new ConcurrentLinkedQueue<>();

  /** A task and who runs it. */
  record Known(ExecutorService executor, Callable<?> task) {}

  void put(String jobId, Known known) {
    if (byJob.put(jobId, known) == null) {
      oldestFirst.add(jobId);
      makeRoom();
    }
  }

  private void makeRoom() {
    while (byJob.size() > MOST) {
      String oldest = oldestFirst.poll();
      if (oldest == null) {
        return;
      }
      byJob.remove(oldest);
    }
  }

  Optional<Known> find(String jobId) {
    return Optional.ofNullable(byJob.get(jobId));
  }

  /** An executor takes no more tasks. */
  void closed(ExecutorService executor) {
    byJob.values().removeIf(known -> known.executor() == executor);
    oldestFirst.removeIf(jobId -> !byJob.containsKey(jobId));
  }
}
