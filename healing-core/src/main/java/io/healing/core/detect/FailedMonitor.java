package io.healing.core.detect;

import io.healing.api.detect.Finding;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;

/**
 * The last run that ended failed, and its runner will not try again. Only a success clears it: a
 * run that was cancelled or orphaned does not show that the cause is gone.
 */
final class FailedMonitor extends JobMonitor {
  FailedMonitor(Duration interval) {
    super("failed", interval);
  }

  @Override
  void look(JobSnapshot job, Sight sight) {
    JobRun last = job.last();
    if (last == null) {
      sight.noData(job, "no run has ended yet");
      return;
    }
    switch (last.outcome()) {
      case SUCCESS -> sight.clear(job);
      case FAILURE -> failed(job, last, sight);
      default -> sight.noData(job, "its last run was " + last.outcome().word());
    }
  }

  private static void failed(JobSnapshot job, JobRun last, Sight sight) {
    if (last.retryPending()) {
      sight.noData(job, "its last run failed, and its runner will try again by itself");
      return;
    }
    String name = job.definition().name();
    Finding finding =
        sight
            .about(job, "The last run of " + name + " failed: " + Failure.line(last))
            .withHint("Look at the error and the log, mend the cause and run the job again.")
            .withCause(Failure.cause(last));
    sight.say(Failure.evidence(finding, last));
  }
}
