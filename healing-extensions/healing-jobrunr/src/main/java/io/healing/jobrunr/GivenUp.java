package io.healing.jobrunr;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.FailedState;

/**
 * The instances of one job that JobRunr gave up for one type of exception, the newest first. So
 * many are kept that each can be asked about; of all others the number alone. Not thread-safe.
 */
final class GivenUp {
  /** What is more comes when these are dealt with. */
  private static final int MOST = 20;

  private final Of of;
  private final List<Job> newest = new ArrayList<>();
  private final List<UUID> seen = new ArrayList<>();
  private int more;

  /** What they have in common. */
  record Of(String job, String exception) {
    static Of instance(Job failed) {
      FailedState last = failed.getJobState();
      return new Of(JobNames.id(failed), last.getExceptionType());
    }
  }

  GivenUp(Of of) {
    this.of = of;
  }

  /** One that changed while the pages were read may come twice. */
  void add(Job instance) {
    if (seen.contains(instance.getId())) {
      return;
    }
    if (newest.size() < MOST) {
      newest.add(instance);
      seen.add(instance.getId());
    } else {
      more++;
    }
  }

  Of of() {
    return of;
  }

  /** At least one. */
  List<Job> newest() {
    return newest;
  }

  /** How many there are beside them. */
  int more() {
    return more;
  }
}
