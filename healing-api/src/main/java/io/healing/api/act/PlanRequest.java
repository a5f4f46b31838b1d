package io.healing.api.act;

import io.healing.api.ActionRequest;
import io.healing.api.Options;
import io.healing.api.Subject;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a remediator is given to plan, inspect, apply and undo. Only Healing implements it. */
public interface PlanRequest {
  /** The moment. */
  Instant now();

  /** The remediator's option values. */
  Options options();

  /** Whom the action is for. */
  Subject subject();

  /** The job, when the subject is one that this process observes. */
  Optional<JobSnapshot> job();

  /** What controls the job's runner, when there is such a thing. */
  Optional<JobControl> control();

  /** What is wished. */
  ActionRequest wish();

  /** What applies to the subject: allowed commands, time limits. */
  HealingRemediationConfig remediation();

  /**
   * Where the remediator may log what an operator should know and no answer says. What it says goes
   * through Healing's own logging: without secrets, and from the level of {@code log_level} on.
   */
  System.Logger log();

  /** The directory to which relative paths belong. */
  Path baseDirectory();

  /**
   * The latest runs of a job, newest first, at most {@code limit}; also those of dead processes.
   */
  List<JobRun> runs(String jobId, int limit);

  /**
   * When the attempt began that is looked at after a crash; empty while nothing has been tried.
   * Tells what happened since from what happened before.
   */
  default Optional<Instant> begunAt() {
    return Optional.empty();
  }
}
