package io.healing.core.act;

import io.healing.api.act.PlanRequest;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * What an extra run makes good, in a word that is the same for every program that sees it: the
 * start that was missed, or the run that went wrong. The parameter {@code key} of a wish wins.
 */
final class RunKey {
  private static final String KEY = "key";

  private RunKey() {}

  static String of(PlanRequest request) {
    return request.wish().parameter(KEY).orElseGet(() -> seen(request));
  }

  private static String seen(PlanRequest request) {
    Optional<JobSnapshot> job = request.job();
    Optional<Instant> missed = job.map(JobSnapshot::expectedStart);
    if (missed.isPresent()) {
      return "missed-" + missed.get().toEpochMilli();
    }
    return job.flatMap(JobSnapshot::lastRun).map(JobRun::id).map(id -> "r" + id).orElse("first");
  }
}
