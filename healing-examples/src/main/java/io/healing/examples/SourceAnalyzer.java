package io.healing.examples;

import io.healing.api.ActionRequest;
import io.healing.api.Target;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import java.nio.file.Path;

/** An analyzer of one's own: it knows what the job says when its first source is away. */
public class SourceAnalyzer implements Analyzer {
  private final Path source;

  /** For the file that names the source. */
  public SourceAnalyzer(Path source) {
    this.source = source;
  }

  @Override
  public String id() {
    return "example.source-away";
  }

  @Override
  public Analysis analyze(AnalysisRequest request) {
    return request.findings().stream()
        .filter(finding -> finding.message().contains("the source primary is away"))
        .findFirst()
        .map(finding -> turnTo("backup", finding.message()))
        .orElse(Analysis.none());
  }

  private Analysis turnTo(String other, String seen) {
    ActionRequest wish =
        ActionRequest.of(SourceRemediator.TURN, new Target("source", source.toString()))
            .with("to", other);
    return Analysis.none()
        .withHypothesis(
            Hypothesis.of("The first source is away", 0.95, new Evidence("error", seen)))
        .withProposal(
            Proposal.of(
                    "Read from " + other, "The other source is up.", SuggestionCategory.RELIABILITY)
                .withConfidence(0.95)
                .withRequest(wish));
  }
}
