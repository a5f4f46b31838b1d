package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.review.SuggestionCategory;
import java.util.List;

/**
 * Retries by the runner that never helped, or that always help at once. Needs 5 retried failures.
 */
final class RetryAnalyzer extends Proactive {
  private static final int LEAST = 5;
  private static final int SECOND = 2;

  RetryAnalyzer() {
    super("retries");
  }

  @Override
  List<Proposal> improvements(AnalysisRequest request) {
    List<JobRun> retries = Runs.ended(request).stream().filter(run -> run.attempt() > 1).toList();
    List<JobRun> seconds = retries.stream().filter(run -> run.attempt() == SECOND).toList();
    if (seconds.size() < LEAST) {
      return List.of();
    }
    if (retries.stream().noneMatch(RetryAnalyzer::helped)) {
      return List.of(never(request, retries.size()));
    }
    return seconds.stream().allMatch(RetryAnalyzer::helped)
        ? List.of(always(request, seconds.size()))
        : List.of();
  }

  private static boolean helped(JobRun run) {
    return run.outcome() == RunOutcome.SUCCESS;
  }

  private static Proposal never(AnalysisRequest request, int retries) {
    return Proposal.of(
            "Retries of " + request.subject() + " never help",
            "None of its "
                + retries
                + " retries succeeded. Retry only errors that pass by"
                + " themselves, or not at all, so that a failure is told at once.",
            SuggestionCategory.RELIABILITY)
        .withConfidence(0.75)
        .withChange(
            retries + " retries, 0 successes", "no retry, or only for timeouts and refusals")
        .withExpectedImpact("Failures are told sooner, and nothing is done in vain.");
  }

  private static Proposal always(AnalysisRequest request, int retries) {
    return Proposal.of(
            "The first attempt of " + request.subject() + " fails and the second one helps",
            "All of its "
                + retries
                + " first retries succeeded. Something is not ready when the"
                + " job starts: start it later, or let it wait for what it needs.",
            SuggestionCategory.RELIABILITY)
        .withConfidence(0.75)
        .withChange(retries + " failures, each mended by one retry", "a later start")
        .withExpectedImpact("The first attempt succeeds.");
  }
}
