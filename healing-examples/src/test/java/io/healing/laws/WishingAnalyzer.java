package io.healing.laws;

import io.healing.api.ActionRequest;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import java.util.function.UnaryOperator;

/** An analyzer of a host: it always has the same wish for the job of the scenario. */
public final class WishingAnalyzer implements Analyzer {
  private final Proposal proposal;
  private final boolean proactive;

  private WishingAnalyzer(Proposal proposal, boolean proactive) {
    this.proposal = proposal;
    this.proactive = proactive;
  }

  /** For this wish when the job is sick: of low risk, and as sure as can be but for the change. */
  public static WishingAnalyzer whenSick(ActionRequest wish, UnaryOperator<Proposal> change) {
    return new WishingAnalyzer(proposal(wish, change), false);
  }

  /** For this wish in a review of the job while nothing is wrong. */
  public static WishingAnalyzer inReviews(ActionRequest wish, UnaryOperator<Proposal> change) {
    return new WishingAnalyzer(proposal(wish, change), true);
  }

  private static Proposal proposal(ActionRequest wish, UnaryOperator<Proposal> change) {
    return change.apply(
        Proposal.of("What the host wishes", "It would help.", SuggestionCategory.CONFIG)
            .withConfidence(1)
            .withRequest(wish));
  }

  @Override
  public String id() {
    return "test.wishing";
  }

  @Override
  public Analysis analyze(AnalysisRequest request) {
    boolean ours =
        request.subject().name().equals(BrokenConfigScenario.JOB)
            && request.proactive() == proactive;
    return ours
        ? Analysis.none()
            .withHypothesis(
                Hypothesis.of("The host knows", 1.0, new Evidence("host", "it is known")))
            .withProposal(proposal)
        : Analysis.none();
  }
}
