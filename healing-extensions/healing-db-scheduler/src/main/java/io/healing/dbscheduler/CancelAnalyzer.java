package io.healing.dbscheduler;

import io.healing.api.detect.Finding;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.RunnerName;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.util.Optional;

/**
 * Proposes to cancel an execution that nobody can run, or that fails without end, where it is the
 * only one of its job that does.
 */
final class CancelAnalyzer implements Analyzer {
  private static final double LIKELY = 0.8;

  private final RunnerName scheduler;

  CancelAnalyzer(RunnerName scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public String id() {
    return scheduler.plugin() + ".cancel";
  }

  @Override
  public Analysis analyze(AnalysisRequest request) {
    for (Finding finding : request.findings()) {
      Optional<Wish> wish = about(finding) ? Wish.of(finding, scheduler) : Optional.empty();
      if (wish.isPresent()) {
        return told(finding, wish.get());
      }
    }
    return Analysis.none();
  }

  private static boolean about(Finding finding) {
    return finding.id().equals(FaultWords.UNRESOLVED) || finding.id().equals(FaultWords.FAILING);
  }

  private Analysis told(Finding finding, Wish wish) {
    String cause =
        finding.id().equals(FaultWords.UNRESOLVED)
            ? "The task was taken out of the programs and its execution was left"
            : "Execution " + wish + " cannot end well as it is";
    return Analysis.none()
        .withHypothesis(Hypothesis.of(cause, LIKELY, new Evidence("schedule", finding.message())))
        .withProposal(
            Proposal.of(
                    "Cancel execution " + wish, finding.message(), SuggestionCategory.RELIABILITY)
                .withSeverity(SuggestionSeverity.CRITICAL)
                .withConfidence(LIKELY)
                .withRequest(wish.request(scheduler))
                .withExpectedImpact("It is not tried any more; an undo puts it back."));
  }
}
