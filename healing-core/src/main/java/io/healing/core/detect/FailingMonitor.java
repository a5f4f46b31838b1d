package io.healing.core.detect;

import io.healing.api.PluginOption;
import io.healing.api.Plural;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;

/**
 * So many runs in a row went wrong, failed or orphaned, without a success between them. One that
 * was stopped on purpose neither counts nor breaks the row. The cause is left out: it is one
 * trouble, however the errors change.
 */
final class FailingMonitor extends JobMonitor {
  private static final String TIMES = "times";

  FailingMonitor(Duration interval) {
    super("failing", interval, PluginOption.integer(TIMES, 3, 2, 1_000));
  }

  @Override
  void look(JobSnapshot job, Sight sight) {
    JobRun last = job.last();
    int inARow = job.consecutiveFailures();
    if (last == null && inARow == 0) {
      sight.noData(job, "no run has ended yet");
    } else if (inARow < sight.options().integer(TIMES)) {
      sight.clear(job);
    } else {
      String name = job.definition().name();
      Finding finding =
          sight
              .about(job, "The last " + Plural.of(inARow, "run") + " of " + name + " went wrong")
              .withSeverity(ErrorSeverity.HIGH)
              .withHint("It does not mend by itself: look at the errors, and pause it if it harms.")
              .withEvidence("failures_in_a_row", Integer.toString(inARow));
      sight.say(last == null ? finding : Failure.evidence(finding, last));
    }
  }
}
