package io.healing.core.diagnose;

import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Proposal;
import java.util.List;

/** An analyzer that looks for what could be better while nothing is wrong. */
abstract class Proactive implements Analyzer {
  private final String id;

  Proactive(String name) {
    id = "healing.analyzer." + name;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final Analysis analyze(AnalysisRequest request) {
    Analysis analysis = Analysis.none();
    if (request.proactive()) {
      for (Proposal proposal : improvements(request)) {
        analysis = analysis.withProposal(proposal);
      }
    }
    return analysis;
  }

  /** What could be better; often nothing. */
  abstract List<Proposal> improvements(AnalysisRequest request);
}
