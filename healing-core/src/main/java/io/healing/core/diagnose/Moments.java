package io.healing.core.diagnose;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.core.diagnose.RootCauses.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The moments at which a job can be compared with what it uses: each lasts from the end of one of
 * its runs to the end of the next, the last one until now.
 *
 * @param ends when each of them ends, in order; it does not contain the end of the one before
 * @param normal how many of them, from the first on, were without the trouble
 */
record Moments(List<Instant> ends, int normal) {
  private static final int WELL_BEFORE = 5;

  /**
   * Of a job whose trouble began then. What went wrong did so since its last good run; what is slow
   * is so since the run that ended first at that moment or later.
   */
  static Moments of(List<JobRun> newestFirst, Measure measure, Instant began, Instant now) {
    List<JobRun> runs = newestFirst.stream().filter(Moments::told).sorted(BY_END).toList();
    int normal = 0;
    for (int i = 0; i < runs.size(); i++) {
      boolean well =
          measure == Measure.SECONDS ? end(runs.get(i)).isBefore(began) : well(runs.get(i));
      normal = well ? i + 1 : normal;
    }
    int most = measure == Measure.SECONDS ? Math.max(0, runs.size() - 1) : runs.size();
    List<Instant> ends = new ArrayList<>(runs.stream().map(Moments::end).toList());
    if (!ends.isEmpty() && now.isAfter(ends.get(ends.size() - 1))) {
      ends.set(ends.size() - 1, now);
    }
    return new Moments(List.copyOf(ends), Math.min(normal, most));
  }

  private static final Comparator<JobRun> BY_END = Comparator.comparing(Moments::end);

  static boolean told(JobRun run) {
    boolean ended = run.outcome() == RunOutcome.SUCCESS || run.outcome() == RunOutcome.FAILURE;
    return ended && run.finishedAt() != null;
  }

  static boolean well(JobRun run) {
    return run.outcome() == RunOutcome.SUCCESS;
  }

  static Instant end(JobRun run) {
    return Objects.requireNonNull(run.finishedAt());
  }

  int count() {
    return ends.size();
  }

  /** The place from which on it is asked; a few good moments show where it was still well. */
  int from() {
    return Math.max(0, normal - WELL_BEFORE);
  }

  /** Whether this time lies in the moment at this place. */
  boolean contains(int place, Instant time) {
    boolean after = place == 0 || time.isAfter(ends.get(place - 1));
    return after && !time.isAfter(ends.get(place));
  }
}
