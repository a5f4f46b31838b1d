package io.healing.core.act;

import io.healing.api.act.PlanRequest;
import io.healing.api.decide.BlockReason;
import io.healing.api.job.JobControl;

/** Who takes orders for a job. */
final class Controls {
  /** How a host lets a job be run. */
  static final String WAYS =
      "a JobControl for its runner; or run it on an observed executor, with scheduleAtFixedRate or"
          + " named with Healing.named";

  private Controls() {}

  /** The job that is to be changed, which is the one that is to be healed, or a refusal. */
  static String ownJob(PlanRequest request) {
    String job = request.wish().target().name();
    if (!job.equals(request.subject().name())) {
      throw Refused.guarded(
          "Job " + job + " is not the job that is to be healed, " + request.subject(), "");
    }
    return job;
  }

  /** The control of the subject's runner, or a refusal that says how there could be one. */
  static JobControl of(PlanRequest request) {
    return request.control().orElseThrow(() -> nobody(request));
  }

  /** Whether the control is not that of a runner which has the job, but the only one there is. */
  static boolean guessed(PlanRequest request, JobControl control) {
    return request.job().stream()
        .noneMatch(job -> job.definition().runner().equals(control.runner()));
  }

  private static Refused nobody(PlanRequest request) {
    String runner =
        request
            .job()
            .map(job -> "the runner \"" + job.definition().runner() + "\"")
            .orElse("a runner");
    return new Refused(
        BlockReason.NO_REMEDIATOR,
        "Nothing here controls " + runner + " of " + request.subject(),
        "Start the program that runs this job, with " + WAYS);
  }
}
