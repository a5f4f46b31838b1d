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
import java.util.Map;
import java.util.Optional;

/** A run takes far too long: interrupt it and run the job again, with its stack as the evidence. */
final class HungRunAnalyzer extends Reactive {
  private static final double INTERRUPTIBLE = 0.85;
  private static final double BLOCKED = 0.80;
  private static final double UNSEEN = 0.70;
  private static final double BUSY = 0.60;
  private static final double DEAD = 0.40;

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
    String word = overdue.evidence().getOrDefault("classification", "unknown");
    double sure = sure(word);
    String seen = word.equals("unknown") ? "" : word.replace('_', ' ');
    String statement = "The run hangs" + (seen.isEmpty() ? "" : ": " + seen);
    Analysis cause =
        Analysis.none()
            .withHypothesis(
                new Hypothesis(statement, sure, evidence(request, overdue, seen), List.of()));
    return run(request, overdue)
        .filter(run -> request.subject().isJob())
        .map(run -> cause.withProposal(interrupt(request, run, sure)))
        .orElse(cause);
  }

  /**
   * A thread that sleeps or waits for a signal or a process ends when it is interrupted; one that
   * computes may not, and a deadlock does not.
   */
  private static double sure(String seen) {
    return switch (seen) {
      case "sleep", "park", "child_process" -> INTERRUPTIBLE;
      case "lock", "database", "socket_read", "file_io" -> BLOCKED;
      case "cpu_loop" -> BUSY;
      case "deadlock" -> DEAD;
      default -> UNSEEN;
    };
  }

  private static List<Evidence> evidence(AnalysisRequest request, Finding overdue, String seen) {
    List<Evidence> evidence = new ArrayList<>();
    String stack = overdue.evidence().get("stack");
    if (stack != null) {
      evidence.add(new Evidence("stack", (seen.isEmpty() ? "" : seen + "\n") + stack));
    }
    if (evidence.isEmpty()) {
      evidence.add(new Evidence("run", overdue.message()));
    }
    evidence.addAll(LogTelling.running(log(request, overdue), request));
    return evidence;
  }

  /** What the run has logged so far; nothing where it is not under way in this process. */
  private static String log(AnalysisRequest request, Finding overdue) {
    Optional<String> named = run(request, overdue);
    return request.job().stream()
        .flatMap(job -> job.running().stream())
        .filter(run -> named.equals(Optional.of(Long.toString(run.id()))))
        .findFirst()
        .map(RunningRun::logTail)
        .orElse("");
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
