package io.healing.jobrunr;

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
import java.util.regex.Pattern;
import org.jobrunr.jobs.exceptions.IllegalJobThreadStateException;

/**
 * Proposes to put an instance into the queue again. What a dead server left is no fault of the job
 * (0.95; 0.85 where JobRunr gave it up for that). What JobRunr gave up otherwise may have failed of
 * something outside that passes, as its exception says (0.85); of any other cause it will most
 * likely fail again (0.50), and a person must look.
 */
final class RequeueAnalyzer implements Analyzer {
  private static final double LEFT = 0.95;
  private static final double OUTSIDE = 0.85;
  private static final double OTHER = 0.50;
  private static final Pattern PASSES =
      Pattern.compile(
          "Timeout|TimedOut|Connect|UnknownHost|NoRouteToHost|Transient|Unavailable|SocketException");

  private final RunnerName storage;

  RequeueAnalyzer(RunnerName storage) {
    this.storage = storage;
  }

  @Override
  public String id() {
    return storage.plugin() + ".requeue";
  }

  @Override
  public Analysis analyze(AnalysisRequest request) {
    return request.findings().stream()
        .filter(found -> found.id().equals(Words.FAILED) || found.id().equals(Words.ORPHANED))
        .filter(found -> storage.runner().equals(found.evidence().get(Words.STORAGE)))
        .findFirst()
        .map(this::told)
        .orElse(Analysis.none());
  }

  /** Each is asked about by itself, so that a person may run one again and leave another. */
  private Analysis told(Finding finding) {
    Cause cause = cause(finding);
    Analysis analysis =
        Analysis.none()
            .withHypothesis(
                Hypothesis.of(
                    cause.words(), cause.sure(), new Evidence("schedule", finding.message())));
    for (Requeue requeue : Instances.requeues(finding)) {
      analysis = analysis.withProposal(proposal(requeue, cause));
    }
    return analysis;
  }

  private static Cause cause(Finding finding) {
    String thrown = finding.evidence().getOrDefault(Words.EXCEPTION, "");
    if (finding.id().equals(Words.ORPHANED)) {
      return new Cause("The server died while it processed the instance", LEFT);
    }
    if (thrown.equals(IllegalJobThreadStateException.class.getName())) {
      return new Cause("Its server died, and JobRunr did not try it again", OUTSIDE);
    }
    return PASSES.matcher(thrown).find()
        ? new Cause("Something outside did not answer for as long as JobRunr tried", OUTSIDE)
        : new Cause("Every attempt failed; the cause is in the job or its arguments", OTHER);
  }

  private record Cause(String words, double sure) {}

  private Proposal proposal(Requeue requeue, Cause cause) {
    return Proposal.of(
            "Put instance " + requeue.instance() + " into the queue again",
            cause.words() + ".",
            SuggestionCategory.RELIABILITY)
        .withSeverity(SuggestionSeverity.LOW)
        .withConfidence(cause.sure())
        .withRequest(requeue.wish(storage))
        .withChange(requeue.textBefore(), requeue.textAfter())
        .withExpectedImpact("What the instance left undone is done.");
  }
}
