package io.healing.core.detect;

import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunOutcome;
import java.time.Duration;

/** The last run did not end: its process died. Any later run that ended by itself clears it. */
final class OrphanedMonitor extends JobMonitor {
  OrphanedMonitor(Duration interval) {
    super("orphaned", interval);
  }

  @Override
  void look(JobSnapshot job, Sight sight) {
    JobRun last = job.last();
    if (last == null) {
      sight.noData(job, "no run has ended yet");
    } else if (last.outcome() == RunOutcome.ORPHANED) {
      orphaned(job, last, sight);
    } else if (last.outcome() == RunOutcome.CANCELLED) {
      sight.noData(job, "its last run was cancelled");
    } else {
      sight.clear(job);
    }
  }

  private static void orphaned(JobSnapshot job, JobRun last, Sight sight) {
    String hint =
        job.definition().repeatable()
            ? "Run it again; look for what the broken run left half done."
            : "It may not be repeated without asking: look at what the broken run had done first.";
    String name = job.definition().name();
    sight.say(
        sight
            .about(
                job,
                "The run of " + name + " from " + last.startedAt() + " broke off: its process died")
            .withHint(hint)
            .withEvidence("run", Long.toString(last.id()))
            .withEvidence("started", last.startedAt().toString())
            .withEvidence("repeatable", Boolean.toString(job.definition().repeatable())));
  }
}
