package io.healing.sqlite;

import io.healing.api.job.JobRun;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Tells the runs of one job after the other, while their rows are read. Rows come job by job; those
 * of a job that was told come again only when a busy database is read once more.
 */
final class NewestOfEach {
  private static final Comparator<JobRun> NEWEST_FIRST =
      Comparator.comparing(JobRun::startedAt).thenComparingLong(JobRun::id).reversed();

  private final List<String> jobs;
  private final BiConsumer<String, List<JobRun>> each;
  private final SortedSet<JobRun> runs = new TreeSet<>(NEWEST_FIRST);
  private int told;

  /** A run of the job that has this place in the list. */
  record Found(int place, JobRun run) {}

  NewestOfEach(List<String> jobs, BiConsumer<String, List<JobRun>> each) {
    this.jobs = jobs;
    this.each = each;
  }

  void take(Found found) {
    tellUpTo(found.place());
    if (found.place() == told) {
      runs.add(found.run());
    }
  }

  void end() {
    tellUpTo(jobs.size());
  }

  private void tellUpTo(int place) {
    while (told < place) {
      List<JobRun> newest = List.copyOf(runs);
      runs.clear();
      each.accept(jobs.get(told++), newest);
    }
  }
}
