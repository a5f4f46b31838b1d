package io.healing.core.act;

import io.healing.api.act.PlanRequest;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunningRun;
import java.time.Instant;
import java.util.Optional;

/**
 * What an extra run makes good, in a word that is the same for every program that sees it: the
 * start that was missed, or the run that went wrong. A runner's store may outlive the database that
 * counts the runs, so a run is named by its moment too. The parameter {@code key} of a wish wins.
 */
final class RunKey {
  private static final String KEY = "key";

  private RunKey() {}

  static String of(PlanRequest request) {
    return request.wish().parameter(KEY).orElseGet(() -> seen(request));
  }

  /** For a run in place of one that is interrupted first; of an unknown one as of the last. */
  static String instead(PlanRequest request, Optional<RunningRun> interrupted) {
    return request
        .wish()
        .parameter(KEY)
        .or(() -> interrupted.map(run -> run(run.id(), run.startedAt())))
        .orElseGet(() -> seen(request));
  }

  private static String seen(PlanRequest request) {
    Optional<JobSnapshot> job = request.job();
    Optional<Instant> missed = job.map(JobSnapshot::expectedStart);
    if (missed.isPresent()) {
      return "missed-" + missed.get().toEpochMilli();
    }
    return job.flatMap(JobSnapshot::lastRun).map(RunKey::run).orElse("first");
  }

  private static String run(JobRun run) {
    return run(run.id(), run.startedAt());
  }

  private static String run(long id, Instant started) {
    return "r" + id + "-" + started.toEpochMilli();
  }
}
