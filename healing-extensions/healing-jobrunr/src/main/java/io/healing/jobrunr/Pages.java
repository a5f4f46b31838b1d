package io.healing.jobrunr;

import java.util.List;
import java.util.function.Predicate;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.Paging.OffsetBasedPage;
import org.jobrunr.storage.StorageProvider;

/**
 * The instances in one state, a page at a time, those that changed last first: what comes meanwhile
 * is then seen twice, and nothing is passed over.
 */
record Pages(StorageProvider storage, StateName state) {
  private static final int SIZE = 200;

  /**
   * Hands out one after another.
   *
   * @param more whether those before it are wanted too
   */
  void newestFirst(Predicate<Job> more) {
    boolean on = true;
    for (long offset = 0; on; offset += SIZE) {
      List<Job> page =
          storage.getJobs(state, OffsetBasedPage.descOnUpdatedAt(offset, SIZE)).getItems();
      on = page.stream().allMatch(more) && page.size() == SIZE;
    }
  }
}
