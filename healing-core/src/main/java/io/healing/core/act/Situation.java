package io.healing.core.act;

import io.healing.api.Subject;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a subject when something is done about it. Immutable but for what {@code runs}
 * answers, which should be the newest state.
 *
 * @param subject whom it is about
 * @param job the job, or null when the subject is none that this process observes
 * @param control what controls the job's runner, or null when nothing here does
 * @param remediation what may be done for this subject
 * @param runs the latest runs of a job, newest first, at most so many; also those of dead processes
 * @param others the definitions of all jobs known here; the subject's own may be among them
 * @param declared files and directories that a declared environment names; empty for a job
 * @param settle how long a change must be left before it is judged: the settle time, or twice the
 *     interval of the monitor that found it, the longer
 */
public record Situation(
    Subject subject,
    @Nullable JobSnapshot job,
    @Nullable JobControl control,
    HealingRemediationConfig remediation,
    BiFunction<String, Integer, List<JobRun>> runs,
    List<JobDefinition> others,
    Set<Path> declared,
    Duration settle) {

  /** Copies the collections. */
  public Situation {
    others = List.copyOf(others);
    declared = Set.copyOf(declared);
  }

  /** The same, to be judged after another time. */
  public Situation withSettle(Duration other) {
    return new Situation(subject, job, control, remediation, runs, others, declared, other);
  }
}
