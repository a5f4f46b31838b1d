package io.healing.core.diagnose;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.detect.Finding;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.RunningRun;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run takes far too long: interrupt it and run the job again, with its stack as the evidence. */
final class HungRunAnalyzer extends Reactive {
  private static final double BLOCKED = 0.85;
  private static final double UNSEEN = 0.70;
  private static final double BUSY = 0.60;
  private static final double MOVING = 0.45;

  HungRunAnalyzer() {
    super("hung_run");
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    return symptoms
        .finding("job.overdue")
        .map(overdue -> told(request, overdue))
        .orElse(Analysis.none());
  }

  private static Analysis told(AnalysisRequest request, Finding overdue) {
    String seen = Optional.ofNullable(overdue.evidence().get("classification")).orElse("");
    double sure = sure(seen.toLowerCase(Locale.ROOT));
    String statement = "The run hangs" + (seen.isEmpty() ? "" : ": " + seen);
    Analysis cause =
        Analysis.none()
            .withHypothesis(new Hypothesis(statement, sure, evidence(overdue, seen), List.of()));
    return run(request, overdue)
        .filter(run -> request.subject().isJob())
        .map(run -> cause.withProposal(interrupt(request, run, sure)))
        .orElse(cause);
  }

  /** A thread that waits ends when it is interrupted; one that computes may not. */
  private static double sure(String seen) {
    if (seen.isEmpty() || seen.contains("unknown")) {
      return UNSEEN;
    }
    if (seen.contains("progress") || seen.contains("moving") || seen.contains("changing")) {
      return MOVING;
    }
    return seen.contains("cpu") || seen.contains("loop") || seen.contains("busy") ? BUSY : BLOCKED;
  }

  private static List<Evidence> evidence(Finding overdue, String seen) {
    List<Evidence> evidence = new ArrayList<>();
    String stack = overdue.evidence().get("stack");
    if (stack != null) {
      evidence.add(new Evidence("stack", (seen.isEmpty() ? "" : seen + "\n") + stack));
    }
    if (evidence.isEmpty()) {
      evidence.add(new Evidence("run", overdue.message()));
    }
    return evidence;
  }

  /** The run that the finding names, else the oldest one that has not ended. */
  private static Optional<String> run(AnalysisRequest request, Finding overdue) {
    Optional<String> named =
        Optional.ofNullable(overdue.evidence().get("run")).filter(id -> id.matches("[0-9]{1,19}"));
    return named.or(
        () ->
            request
                .job()
                .flatMap(job -> job.running().stream().findFirst())
                .map(RunningRun::id)
                .map(String::valueOf));
  }

  private static Proposal interrupt(AnalysisRequest request, String run, double sure) {
    String job = request.subject().name();
    return Proposal.of(
            "Interrupt run " + run + " of " + job + " and run it again",
            "The run takes far longer than it should and does not look as if it would end.",
            SuggestionCategory.RELIABILITY)
        .withSeverity(SuggestionSeverity.LOW)
        .withConfidence(sure)
        .withRequest(
            ActionRequest.of(ActionType.RESTART_JOB, Target.job(job))
                .withParameters(Map.of("how", "interrupt_and_run", "run", run)))
        .withExpectedImpact("The job does its work again instead of waiting.");
  }
}
