package io.healing.api;

import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.HealingAction;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.act.Undo;
import io.healing.api.act.Verification;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.review.HealingReview;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionDetail;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import io.healing.api.store.Rejection;
import io.healing.api.store.ReviewDetail;
import io.healing.api.store.SuggestionDetail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Sample values for tests: valid, and with every component filled where it may be. */
public final class Samples {
  /** A moment at which samples happen when the test names none. */
  public static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private Samples() {}

  /** A successful run of one second. */
  public static JobRun run(long id, String jobId, Instant startedAt) {
    return run(id, jobId, startedAt, RunOutcome.SUCCESS);
  }

  /** A run with this outcome, of one second unless it is still running. */
  public static JobRun run(long id, String jobId, Instant startedAt, RunOutcome outcome) {
    boolean ended = outcome != RunOutcome.RUNNING;
    RunError error =
        outcome.bad()
            ? new RunError("java.io.IOException", "no such file", "at A.b(A.java:1)")
            : null;
    return new JobRun(
        id,
        jobId,
        startedAt,
        ended ? startedAt.plusSeconds(1) : null,
        outcome,
        ended ? 1_000L : null,
        1,
        RunTrigger.SCHEDULED,
        error,
        "line 1\nline 2",
        false,
        ended ? 42L : null,
        ended ? Integer.valueOf(outcome.bad() ? 1 : 0) : null);
  }

  /** A failed last run, as its monitor says it. */
  public static Finding finding(String jobId) {
    return Finding.of("job.failed", Subject.job(jobId), "the last run of " + jobId + " failed")
        .withType(ErrorType.CONFIGURATION_ERROR)
        .withSeverity(ErrorSeverity.HIGH)
        .withHint("look at its configuration");
  }

  /** An open incident of the job {@code report}. */
  public static Incident incident(String id) {
    return incident(id, "report", "00112233445566" + id.substring(id.length() - 2), NOON);
  }

  /** An open incident. */
  public static Incident incident(String id, String jobId, String fingerprint, Instant at) {
    return Incident.open(id, "job.outcome", fingerprint, finding(jobId), at);
  }

  /** A completed review. */
  public static HealingReview review(String jobId, Instant startedAt) {
    return review(0, jobId, startedAt, "completed");
  }

  /** A review with this status; it has ended unless it is {@code running}. */
  public static HealingReview review(long id, String jobId, Instant startedAt, String status) {
    boolean ended = !"running".equals(status);
    return new HealingReview(
        id,
        jobId,
        startedAt,
        ended ? startedAt.plusMillis(250) : null,
        status,
        7,
        200,
        1,
        2,
        3,
        1,
        "failed".equals(status) ? "no answer" : null,
        ended ? 250L : null,
        ended ? 1_234L : null,
        startedAt);
  }

  /** What belongs to a review of the calendar kind. */
  public static ReviewDetail reviewDetail(long instance) {
    return new ReviewDetail(ReviewKind.PROACTIVE, instance, null);
  }

  /** A pending suggestion to edit a configuration file. */
  public static HealingSuggestion suggestion(long reviewId, String jobId, Instant createdAt) {
    return new HealingSuggestion(
        0,
        reviewId,
        jobId,
        SuggestionCategory.CONFIG,
        SuggestionSeverity.LOW,
        "Restore the configuration",
        "The file changed since the last good run.",
        "dir=/gone",
        "dir=/srv",
        "The job runs again",
        List.of("/srv/app/report.conf"),
        SuggestionStatus.PENDING,
        null,
        null,
        null,
        null,
        null,
        createdAt);
  }

  /** The same suggestion as it was stored under this id, in this status. */
  public static HealingSuggestion suggestion(
      long id, HealingSuggestion from, SuggestionStatus status) {
    return from.withId(id).withStatus(status);
  }

  /** What belongs to a suggestion that expires 14 days after this moment. */
  public static SuggestionDetail suggestionDetail(String dedupeKey, Instant at) {
    return new SuggestionDetail(
        plan(), dedupeKey, "c0ffee", null, 0.8, null, null, at.plus(Duration.ofDays(14)));
  }

  /** A plan that restores {@code /srv/app/report.conf}. */
  public static ActionPlan plan() {
    return plan("/srv/app/report.conf");
  }

  /** A plan that restores a file. */
  public static ActionPlan plan(String path) {
    ActionRequest request =
        ActionRequest.of(ActionType.EDIT_CONFIG, new Target("file", path))
            .with("content", "dir=/srv\n");
    return ActionPlan.of(request, "restore the last good content of " + path)
        .withUndo(Undo.EXACT)
        .withRisk(SuggestionSeverity.LOW)
        .withDetail("encoding", "UTF-8")
        .withImages(Image.of("dir=/gone\n"), Image.of("dir=/srv\n"));
  }

  /** A successful edit that can be rolled back. */
  public static HealingAction action(long suggestionId, String jobId, Instant createdAt) {
    return action(0, suggestionId, jobId, createdAt, ActionStatus.SUCCESS);
  }

  /** An edit with this status. */
  public static HealingAction action(
      long id, long suggestionId, String jobId, Instant createdAt, ActionStatus status) {
    return new HealingAction(
        id,
        suggestionId,
        jobId,
        "edit_config",
        "/srv/app/report.conf",
        "dir=/gone\n",
        "dir=/srv\n",
        "true --quiet",
        status,
        status == ActionStatus.FAILED ? "no space" : null,
        true,
        status == ActionStatus.ROLLED_BACK ? createdAt.plusSeconds(5) : null,
        12L,
        "session-1",
        createdAt);
  }

  /** What belongs to an action whose effect is awaited for ten minutes. */
  public static ActionDetail actionDetail(long intentId, Instant at) {
    ActionPlan plan = plan();
    return new ActionDetail(
        intentId,
        plan.request().target(),
        plan.after().hash(),
        plan.hash(),
        Verification.pending(at, at.plusSeconds(600)),
        "report|0011223344556677",
        null,
        "policy",
        "");
  }

  /** An open intent of instance 1 to carry out {@link #plan()}. */
  public static Intent intent(long suggestionId, Instant begunAt) {
    return intent(suggestionId, plan(), begunAt);
  }

  /** An open intent of instance 1. */
  public static Intent intent(long suggestionId, ActionPlan plan, Instant begunAt) {
    return new Intent(
        0,
        IntentKind.APPLY,
        Subject.job("report"),
        suggestionId,
        0,
        plan,
        "report|0011223344556677",
        null,
        "policy",
        true,
        1,
        IntentState.OPEN,
        begunAt,
        null,
        "");
  }

  /** A good content of the job {@code report}'s configuration. */
  public static FileVersion fileVersion(String content, Instant seenAt) {
    return new FileVersion(0, "report", "/srv/app/report.conf", Image.of(content), seenAt);
  }

  /** A decision that healing waits. */
  public static DecisionRecord decision(String jobId, String topic, Instant at) {
    return new DecisionRecord(
        0, Subject.job(jobId), topic, "check_again", BlockReason.COOL_DOWN, "until 12:15", at);
  }

  /** A sample of a healthy metric. */
  public static HealthMetric metric(String id, String name, Instant at) {
    return new HealthMetric(id, name, 41.5, 80.0, 95.0, HealthStatus.HEALTHY, at);
  }

  /** A procedure of one step that was never tried. */
  public static RecoveryProcedure procedure(String id, Instant at) {
    return new RecoveryProcedure(id, "job.*", List.of("edit_config", "restart_job"), 0, 0, at);
  }

  /** A person's no. */
  public static Rejection rejection(String dedupeKey, Instant at) {
    return new Rejection(dedupeKey, "c0ffee", ErrorSeverity.MEDIUM, "ann", "not on Mondays", at);
  }

  /** A small map of text, with characters that need care. */
  public static Map<String, String> careful() {
    return Map.of("plain", "text", "quote\"\\", "\n\t\u0001 \u00e9 \ud83d\ude80", "empty", "");
  }
}
