package io.healing.jobrunr;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.FailedState;

/**
 * The instances of one job that are in the same trouble, in the order in which they were found. So
 * many are kept that each can be asked about; of all others the number alone. Not thread-safe.
 */
final class Alike {
  /** What is more comes when these are dealt with. */
  private static final int MOST = 20;

  private final Of of;
  private final List<Job> first = new ArrayList<>();
  private final List<UUID> seen = new ArrayList<>();
  private int more;

  /**
   * What they have in common.
   *
   * @param exception the type of what was thrown; empty where nothing was
   */
  record Of(String job, String exception) {
    static Of failed(Job instance) {
      FailedState last = instance.getJobState();
      return new Of(JobNames.id(instance), last.getExceptionType());
    }

    static Of left(Job instance) {
      return new Of(JobNames.id(instance), "");
    }
  }

  Alike(Of of) {
    this.of = of;
  }

  /** One that changed while the pages were read may come twice. */
  void add(Job instance) {
    if (seen.contains(instance.getId())) {
      return;
    }
    if (first.size() < MOST) {
      first.add(instance);
      seen.add(instance.getId());
    } else {
      more++;
    }
  }

  Of of() {
    return of;
  }

  /** At least one. */
  List<Job> first() {
    return first;
  }

  /** How many there are. */
  int all() {
    return first.size() + more;
  }

  /** How many there are beside them. */
  int more() {
    return more;
  }
}
