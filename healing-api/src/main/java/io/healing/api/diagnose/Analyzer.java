package io.healing.api.diagnose;

import io.healing.api.Plugin;

/** Looks for the cause of what was found, or for what could be better, and proposes. */
public interface Analyzer extends Plugin {

  /**
   * Analyses one subject. Called from a thread of the checks lane; has 30 seconds by default. What
   * it throws becomes the finding {@code plugin.failed}, and the review says so.
   */
  Analysis analyze(AnalysisRequest request);
}
