package io.healing.core.detect;

import io.healing.api.detect.Finding;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;
import java.util.Objects;

/**
 * The last run that ended failed, and its runner will not try again. Only a success clears it: a
 * run that was cancelled or orphaned does not show that the cause is gone. A success whose log is
 * unusual is told as that. That several in a row failed is no trouble beside it.
 */
final class FailedMonitor extends JobMonitor {
  private final boolean patterns;

  /** Tells what is unusual in the log of the run too, where patterns are wanted. */
  FailedMonitor(Duration interval, boolean patterns) {
    super("failed", interval);
    this.patterns = patterns;
  }

  @Override
  void look(JobSnapshot job, Sight sight) {
    JobRun last = job.last();
    if (last == null) {
      sight.noData(job, "no run has ended yet");
      return;
    }
    Unusually.Logged unusual =
        patterns ? Unusually.logged(job, last, sight) : Unusually.Logged.NOTHING;
    switch (last.outcome()) {
      case SUCCESS -> succeeded(job, unusual, sight);
      case FAILURE -> failed(job, unusual, sight);
      default -> sight.noData(job, "its last run was " + last.outcome().word());
    }
  }

  private static void succeeded(JobSnapshot job, Unusually.Logged unusual, Sight sight) {
    if (unusual.unusual().isEmpty()) {
      sight.clear(job);
    } else {
      sight.say(Unusually.finding(job, Objects.requireNonNull(job.last()), unusual));
    }
  }

  private static void failed(JobSnapshot job, Unusually.Logged unusual, Sight sight) {
    JobRun last = Objects.requireNonNull(job.last());
    if (last.retryPending()) {
      sight.noData(job, "its last run failed, and its runner will try again by itself");
      return;
    }
    String name = job.definition().name();
    Finding finding =
        sight
            .about(job, "The last run of " + name + " failed: " + Failure.line(last))
            .withHint("Look at the error and the log, mend the cause and run the job again.")
            .withCause(Failure.cause(last))
            .explaining(FailingMonitor.FINDING);
    int inARow = job.consecutiveFailures();
    Finding told = Failure.evidence(finding, last);
    told = inARow < 2 ? told : told.withEvidence(FailingMonitor.IN_A_ROW, Integer.toString(inARow));
    sight.say(Unusually.evidence(told, unusual));
  }
}
