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
    Hooks hooks)
    implements PlanRequest {

  /**
   * What the built-in remediators tell while they work; others tell nothing.
   *
   * @param steps their inner steps
   * @param interrupting the runs that they interrupt
   * @param by for which suggestion they work; empty while nothing is changed
   */
  record Hooks(Consumer<String> steps, Acting.Interrupting interrupting, String by) {
    void interrupts(long run) {
      interrupting.begun(run, by);
    }
  }

  /** The same, to change something for a suggestion. */
  Asked toChange(long suggestion) {
    Hooks its = new Hooks(hooks.steps, hooks.interrupting, "s" + suggestion);
    return new Asked(situation, wish, now, options, baseDirectory, log, begun, its);
  }

  /** Where the built-in remediators tell their inner steps; others have none. */
  static Consumer<String> stepsOf(PlanRequest request) {
    return request instanceof Asked asked ? asked.hooks.steps : step -> {};
  }

  /** Where the built-in remediators tell what they interrupt. */
  static Optional<Hooks> hooksOf(PlanRequest request) {
    return request instanceof Asked asked ? Optional.of(asked.hooks) : Optional.empty();
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
