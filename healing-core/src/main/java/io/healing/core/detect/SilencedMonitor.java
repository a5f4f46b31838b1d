package io.healing.core.detect;

import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunError;
import java.time.Duration;

/** A periodic task came to its end and will not run again by itself, which nobody else tells. */
final class SilencedMonitor extends JobMonitor {
  private static final int STACK = 4_000;

  SilencedMonitor(Duration interval) {
    super("silenced", interval);
  }

  @Override
  void look(JobSnapshot job, Sight sight) {
    RunError by = job.silencedBy();
    if (by == null) {
      sight.clear(job);
      return;
    }
    String name = job.definition().name();
    Finding finding =
        sight
            .about(job, name + " is off its schedule and will not run again: " + by.line())
            .withSeverity(ErrorSeverity.HIGH)
            .withType(Classification.of(by))
            .withHint(hint(job))
            .withCause(Failure.cause(by))
            .explaining("job.missed");
    String stack = by.stack().substring(0, Math.min(by.stack().length(), STACK));
    Finding told = Failure.evidence(finding, by);
    sight.say(stack.isEmpty() ? told : told.withEvidence("stack", stack));
  }

  private static String hint(JobSnapshot job) {
    return job.givenUp()
        .map(
            told ->
                told.isMaybeMeant()
                    ? "If somebody took it away on purpose, say no to putting it back, and take it"
                        + " out of the program; else put it on its schedule again."
                    : "See why its runner gave it up, and put it on its schedule again.")
        .orElse("Schedule it again, and catch the exception within the task.");
  }
}
