package io.healing.core.detect;

import io.healing.api.PluginOption;
import io.healing.api.PluginState;
import io.healing.api.Plural;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * So many runs in a row went wrong, failed or orphaned, without a success between them. One that
 * was stopped on purpose neither counts nor breaks the row. The cause is left out: it is one
 * trouble, however the errors change. Only a run that went well since then clears it, also where
 * fewer runs are known after a restart.
 */
final class FailingMonitor extends JobMonitor {
  static final String FINDING = "job.failing";
  static final String IN_A_ROW = "failures_in_a_row";

  private static final String TIMES = "times";
  private static final int FORM = 1;

  FailingMonitor(Duration interval) {
    super("failing", interval, PluginOption.integer(TIMES, 3, 2, 1_000));
  }

  @Override
  void look(JobSnapshot job, Sight sight) {
    int inARow = job.consecutiveFailures();
    if (job.last() == null && inARow == 0) {
      sight.noData(job, "no run has ended yet");
    } else if (inARow >= sight.options().integer(TIMES)) {
      failing(job, inARow, sight);
    } else if (sight.state(job).filter(kept -> !wentWell(job, kept)).isPresent()) {
      sight.noData(job, "no run has gone well since so many in a row went wrong");
    } else {
      sight.clear(job);
    }
  }

  private void failing(JobSnapshot job, int inARow, Sight sight) {
    JobRun last = job.last();
    Instant ended = last == null ? null : last.finishedAt();
    sight.keep(job, new PluginState(FORM, (ended == null ? sight.now() : ended).toString()));
    String name = job.definition().name();
    Finding finding =
        sight
            .about(job, "The last " + Plural.of(inARow, "run") + " of " + name + " went wrong")
            .withSeverity(ErrorSeverity.HIGH)
            .withHint("It does not mend by itself: look at the errors, and pause it if it harms.")
            .withEvidence(IN_A_ROW, Integer.toString(inARow));
    sight.say(last == null ? finding : Failure.evidence(finding, last));
  }

  /** Whether a run has gone well since it was said, if it ever was. */
  private static boolean wentWell(JobSnapshot job, PluginState kept) {
    JobRun good = job.lastSuccess();
    Instant end = good == null ? null : good.finishedAt();
    return end != null && (job.consecutiveFailures() == 0 || !end.isBefore(since(kept)));
  }

  private static Instant since(PluginState kept) {
    try {
      return kept.version() == FORM ? Instant.parse(kept.text()) : Instant.MIN;
    } catch (DateTimeException e) {
      return Instant.MIN;
    }
  }
}
