package io.healing.core.job;

import io.healing.api.job.JobRun;

/**
 * How many characters of log the newest runs of all jobs may hold in memory together. Past that a
 * run keeps only its newest lines here; what is stored keeps all.
 */
final class Tails {
  static final long MOST = 8L << 20;
  private static final int LITTLE = 512;

  private long held;

  /** The run as it may be kept in memory by a job that holds so many characters now. */
  JobRun fit(JobRun run, long heldByJob) {
    String tail = run.logTail();
    if (tail.isEmpty()) {
      return run;
    }
    int room = (int) Math.max(LITTLE, MOST - held + heldByJob);
    return tail.length() <= room
        ? run
        : run.withWords(run.error(), LogTail.newest(tail.lines().toList(), room));
  }

  /** What a job holds has changed. */
  void moved(long before, long after) {
    held += after - before;
  }
}
