package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.Options;
import io.healing.api.Subject;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.PlanRequest;
import io.healing.api.job.JobControl;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a remediator is given. */
record Asked(
    Situation situation,
    ActionRequest wish,
    Instant now,
    Options options,
    Path baseDirectory,
    System.Logger log,
    @Nullable Instant begun,
    Consumer<String> steps)
    implements PlanRequest {

  /** Where the built-in remediators tell their inner steps; others have none. */
  static Consumer<String> stepsOf(PlanRequest request) {
    return request instanceof Asked asked ? asked.steps : step -> {};
  }

  @Override
  public Subject subject() {
    return situation.subject();
  }

  @Override
  public Optional<JobSnapshot> job() {
    return Optional.ofNullable(situation.job());
  }

  @Override
  public Optional<JobControl> control() {
    return Optional.ofNullable(situation.control());
  }

  @Override
  public HealingRemediationConfig remediation() {
    return situation.remediation();
  }

  @Override
  public List<JobRun> runs(String jobId, int limit) {
    return situation.runs().apply(jobId, limit);
  }

  @Override
  public Optional<Instant> begunAt() {
    return Optional.ofNullable(begun);
  }
}
