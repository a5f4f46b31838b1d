package io.healing.core;

import io.healing.api.ActionRequest;
import io.healing.api.config.HealingConfig;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.Finding;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import java.util.List;
import java.util.Optional;

/**
 * The cause of a finding on the environment is what the finding says, and its check says what would
 * mend it.
 */
final class EnvironmentAnalyzer implements Analyzer {
  private static final RedactedLog LOG = RedactedLog.of(EnvironmentAnalyzer.class);

  private final HealingConfig config;
  private final Plugins plugins;
  private final ProgramParts parts;

  EnvironmentAnalyzer(ProgramParts parts, Plugins plugins) {
    this.parts = parts;
    config = parts.config();
    this.plugins = plugins;
  }

  @Override
  public String id() {
    return "healing.environment";
  }

  @Override
  public Analysis analyze(AnalysisRequest request) {
    Analysis analysis = Analysis.none();
    for (Finding finding : request.findings()) {
      if (finding.subject().isEnvironment() && !parts.has(finding.subject())) {
        analysis = with(analysis, finding, request);
      }
    }
    return analysis;
  }

  private Analysis with(Analysis analysis, Finding finding, AnalysisRequest request) {
    Analysis more =
        analysis.withHypothesis(
            new Hypothesis(
                finding.message(),
                1,
                List.of(new Evidence("declaration", "It is declared, and was looked for.")),
                List.of()));
    for (EnvironmentCheck check : plugins.of(EnvironmentCheck.class)) {
      for (ActionRequest wish : mends(check, finding, request)) {
        more = more.withProposal(proposal(finding, wish));
      }
    }
    return more;
  }

  /** A check that cannot say what would mend it stops no other. */
  private List<ActionRequest> mends(
      EnvironmentCheck check, Finding finding, AnalysisRequest request) {
    Glance glance = Glance.ofEnvironment(request.now(), plugins.options(check.id()), config);
    try {
      return check.mends(finding, glance);
    } catch (RuntimeException | LinkageError e) {
      LOG.from(config.selfHealing().logLevel())
          .warn("{} could not say what would mend {}: {}", check.id(), finding.subject(), e);
      return List.of();
    }
  }

  private static Proposal proposal(Finding finding, ActionRequest wish) {
    String hint = Optional.of(finding.hint()).filter(h -> !h.isEmpty()).orElse(finding.message());
    return Proposal.of(finding.message(), hint, SuggestionCategory.RELIABILITY)
        .withRequest(wish)
        .withConfidence(1);
  }
}
