package io.healing.core.job;

import io.healing.api.job.JobRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs by which a job is held against the agreement on its service.
 *
 * @param newestFirst its runs, newest first, as far back as {@link Jobs#reach} says or to its
 *     newest that can be read
 * @param cut whether there are more runs that far back than these
 * @param wrong how many runs went wrong within the period of its error budget, or null where they
 *     are to be counted in the list
 */
public record ServiceHistory(List<JobRun> newestFirst, boolean cut, @Nullable Integer wrong) {
  /** Copies the list. */
  public ServiceHistory {
    newestFirst = List.copyOf(newestFirst);
  }

  /** All its runs as far back as they count. */
  public static ServiceHistory whole(List<JobRun> newestFirst) {
    return new ServiceHistory(newestFirst, false, null);
  }
}
