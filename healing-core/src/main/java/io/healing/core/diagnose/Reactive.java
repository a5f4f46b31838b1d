package io.healing.core.diagnose;

import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;

/** An analyzer that looks for the cause of what is wrong now. */
abstract class Reactive implements Analyzer {
  private final String id;

  Reactive(String name) {
    id = "healing.analyzer." + name;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final Analysis analyze(AnalysisRequest request) {
    boolean nothingIsWrong = request.proactive() || request.findings().isEmpty();
    return nothingIsWrong ? Analysis.none() : cause(request, Symptoms.of(request));
  }

  /** The cause, or nothing where it is not this analyzer's business. */
  abstract Analysis cause(AnalysisRequest request, Symptoms symptoms);
}
