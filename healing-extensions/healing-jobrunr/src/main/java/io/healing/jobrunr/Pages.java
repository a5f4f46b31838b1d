package io.healing.jobrunr;

import java.util.function.Predicate;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.Page;
import org.jobrunr.storage.Paging.OffsetBasedPage;
import org.jobrunr.storage.StorageProvider;

/**
 * The instances in one state, a page at a time, those that changed last first: what comes meanwhile
 * is then seen twice, and nothing is passed over. Asked in the one way that 8.4, the last release
 * with a starter for Boot 3, has in common with those after it.
 */
record Pages(StorageProvider storage, StateName state) {
  private static final int SIZE = 200;

  /**
   * Hands out one after another.
   *
   * @param more whether those before it are wanted too
   */
  void newestFirst(Predicate<Job> more) {
    Page<Job> page = storage.getJobs(state, OffsetBasedPage.descOnUpdatedAt(SIZE));
    while (page.getItems().stream().allMatch(more) && page.hasNextPage()) {
      page = storage.getJobs(state, OffsetBasedPage.next(page));
    }
  }
}
