package io.healing.core.job;

import io.healing.api.job.JobRun;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Which runs leave a row in the history. Used under the lock of {@link KnownJobs} only. */
final class Rows {
  private final RunWriter writer;
  private final int goodRunsPerMinute;
  private final Set<Run> begun = Collections.newSetFromMap(new IdentityHashMap<>());
  private long thinned;

  /**
   * For all jobs.
   *
   * @param goodRunsPerMinute how many good runs of one job leave a row in a minute
   */
  Rows(RunWriter writer, int goodRunsPerMinute) {
    this.writer = writer;
    this.goodRunsPerMinute = goodRunsPerMinute;
  }

  RunWriter writer() {
    return writer;
  }

  /** This run, which has ended now, left a row while it went on. */
  void began(Run run) {
    begun.add(run);
  }

  /** Whether this run, which has ended, leaves its record as a row among those of its job. */
  boolean keeps(Run run, JobRun record, Thinning job) {
    boolean keeps = job.keeps(record, run.endNanos(), begun.remove(run), goodRunsPerMinute);
    thinned += keeps ? 0 : 1;
    return keeps;
  }

  /** How many good runs left no row, since enough of their job do. */
  long thinned() {
    return thinned;
  }
}
