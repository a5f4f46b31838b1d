package io.healing.dbscheduler;

import io.healing.api.detect.Finding;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.job.RunnerName;
import java.util.Set;

/**
 * Says what it means that an execution is dead, or silent. It proposes nothing: what becomes of the
 * execution is the scheduler's, and why its process ended stands in another log.
 */
final class DeadAnalyzer implements Analyzer {
  /** Above what the type of an error alone makes likely. */
  private static final double LIKELY = 0.85;

  private static final Set<String> ABOUT = Set.of(FaultWords.DEAD, OrphanWords.ORPHANED);

  private final RunnerName scheduler;

  DeadAnalyzer(RunnerName scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public String id() {
    return scheduler.plugin() + ".dead";
  }

  @Override
  public Analysis analyze(AnalysisRequest request) {
    return request.findings().stream()
        .filter(finding -> ABOUT.contains(finding.id()))
        .findFirst()
        .map(DeadAnalyzer::told)
        .orElse(Analysis.none());
  }

  private static Analysis told(Finding finding) {
    return Analysis.none()
        .withHypothesis(
            Hypothesis.of(
                "The process that ran it ended, stood still, or lost the database",
                LIKELY,
                new Evidence("schedule", finding.message())));
  }
}
