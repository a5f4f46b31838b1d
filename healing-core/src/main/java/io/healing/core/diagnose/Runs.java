package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The runs from which a trend can be told, oldest first, that is in the order of time. */
final class Runs {
  private static final int MOST = 200;

  private Runs() {}

  /** Those that succeeded or went wrong, the newest 200. */
  static List<JobRun> ended(AnalysisRequest request) {
    List<JobRun> runs =
        new ArrayList<>(
            request.material().history().stream()
                .filter(run -> run.outcome() == RunOutcome.SUCCESS || run.outcome().bad())
                .limit(MOST)
                .toList());
    Collections.reverse(runs);
    return runs;
  }

  /** Those that succeeded. */
  static List<JobRun> good(AnalysisRequest request) {
    return ended(request).stream().filter(run -> run.outcome() == RunOutcome.SUCCESS).toList();
  }
}
