package io.healing.core;

import io.healing.api.ActionType;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunOutcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a job has last run well, since the run, or the missed start, of which an incident tells.
 * Then no other run makes it good; its monitor only has not looked again yet.
 */
final class GoodSince {
  private static final Duration SOON = Duration.ofSeconds(1);

  private GoodSince() {}

  /** What is decided then of the order of a run; empty for any other change, and where it holds. */
  static Optional<Decision> of(
      Incident incident, @Nullable ActionPlan plan, Optional<JobSnapshot> job) {
    Optional<Instant> bad = begun(incident).filter(at -> ordersRun(plan));
    return job.flatMap(JobSnapshot::lastRun)
        .filter(last -> last.outcome() == RunOutcome.SUCCESS)
        .map(JobRun::startedAt)
        .filter(good -> bad.filter(good::isAfter).isPresent())
        .map(good -> "the run from " + good + ", which began after it, ended well")
        .map(words -> new Decision.CheckAgain(SOON, BlockReason.CLEAR, words));
  }

  /** An interrupt is for a run that still goes on, and a schedule is for more than one run. */
  private static boolean ordersRun(@Nullable ActionPlan plan) {
    return plan != null
        && plan.request().type().equals(ActionType.RESTART_JOB)
        && plan.request().parameter("how").orElse("run").equals("run");
  }

  private static Optional<Instant> begun(Incident incident) {
    return Stream.of("started", "expected")
        .map(incident.evidence()::get)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .flatMap(GoodSince::instant);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      // A plug-in's evidence may say it in its own words; then nothing is known of it here.
      return Optional.empty();
    }
  }
}
