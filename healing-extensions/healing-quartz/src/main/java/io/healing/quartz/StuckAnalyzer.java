package io.healing.quartz;

import io.healing.api.detect.Finding;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.util.List;

/** Proposes to set a stuck trigger free, with the row exactly as it was found. */
final class StuckAnalyzer implements Analyzer {
  private static final double SURE = 0.95;

  private final String plugin;
  private final String runner;
  private final String scheme;
  private final Rows rows;

  /**
   * @param runner whose triggers it knows; another scheduler of the program has its own
   */
  StuckAnalyzer(String plugin, String runner, String scheme, Rows rows) {
    this.plugin = plugin;
    this.runner = runner;
    this.scheme = scheme;
    this.rows = rows;
  }

  @Override
  public String id() {
    return plugin + ".stuck-trigger";
  }

  @Override
  public Analysis analyze(AnalysisRequest request) {
    return request.findings().stream()
        .filter(finding -> finding.id().equals(StuckMonitor.STUCK))
        .filter(finding -> runner.equals(finding.evidence().get(StuckMonitor.SCHEDULER)))
        .findFirst()
        .map(this::told)
        .orElse(Analysis.none());
  }

  /** Each row is asked about by itself, so that a person may free one and leave another. */
  private Analysis told(Finding finding) {
    List<RowChange> changes = StuckRows.changes(finding);
    Analysis analysis = Analysis.none();
    if (!changes.isEmpty()) {
      analysis = analysis.withHypothesis(left(finding, changes.get(0).from().state()));
    }
    for (RowChange change : changes) {
      analysis = analysis.withProposal(proposal(finding, change));
    }
    return analysis;
  }

  private static Hypothesis left(Finding finding, String state) {
    return Hypothesis.of(
        "The instance that had the trigger is gone and left its row in " + state,
        SURE,
        new Evidence("schedule", finding.message()));
  }

  private Proposal proposal(Finding finding, RowChange change) {
    return Proposal.of(
            "Set trigger " + change.at() + " to " + change.to(),
            finding.message() + ". " + rows.statement(change),
            SuggestionCategory.RELIABILITY)
        .withSeverity(SuggestionSeverity.CRITICAL)
        .withConfidence(SURE)
        .withRequest(change.wish(scheme))
        .withChange(change.from().text(), change.after().text())
        .withExpectedImpact("The job fires by its schedule again.");
  }
}
