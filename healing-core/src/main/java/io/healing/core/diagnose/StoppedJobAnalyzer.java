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
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunError;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.util.List;
import java.util.Optional;

/**
 * A job does not run although it should: its periodic task was ended by an exception, or its runner
 * gave it up (schedule it again), a start was missed or a run died with its process (run it). What
 * somebody may have meant is asked about, for no cause of it is known.
 */
final class StoppedJobAnalyzer extends Reactive {
  private record Stop(String finding, String statement, String how, double sure) {}

  private static final List<Stop> STOPS =
      List.of(
          new Stop(
              "job.silenced",
              "The periodic task was ended for good by an exception that left it",
              "schedule",
              0.90),
          new Stop("job.orphaned", "The process died while the job ran", "run", 0.85),
          new Stop("job.missed", "A run that should have started did not start", "run", 0.80));

  private static final double MAYBE_MEANT = 0.50;

  StoppedJobAnalyzer() {
    super("stopped_job");
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    for (Stop stop : STOPS) {
      Optional<Finding> finding = symptoms.finding(stop.finding);
      if (finding.isPresent() && request.subject().isJob()) {
        return told(request, asTold(stop, request), finding.get());
      }
    }
    return Analysis.none();
  }

  /** What its runner says of a job that it gave up; an exception speaks for itself. */
  private static Stop asTold(Stop stop, AnalysisRequest request) {
    return request
        .job()
        .filter(job -> stop.how.equals("schedule"))
        .flatMap(JobSnapshot::givenUp)
        .map(
            told ->
                new Stop(
                    stop.finding,
                    "Its runner gave it up: " + told.words(),
                    stop.how,
                    told.isMaybeMeant() ? MAYBE_MEANT : stop.sure))
        .orElse(stop);
  }

  private static Analysis told(AnalysisRequest request, Stop stop, Finding finding) {
    String seen =
        request
            .job()
            .flatMap(job -> Optional.ofNullable(job.silencedBy()))
            .filter(error -> stop.how.equals("schedule"))
            .map(RunError::line)
            .orElse(finding.message());
    Evidence evidence = new Evidence("schedule", Symptoms.quote(seen));
    return Analysis.none()
        .withHypothesis(Hypothesis.of(stop.statement, stop.sure, evidence))
        .withProposal(proposal(request.subject().name(), stop));
  }

  private static Proposal proposal(String job, Stop stop) {
    boolean schedule = stop.how.equals("schedule");
    return Proposal.of(
            (schedule ? "Schedule " : "Run ") + job + (schedule ? " again" : " now"),
            stop.statement + ".",
            SuggestionCategory.RELIABILITY)
        .withSeverity(SuggestionSeverity.LOW)
        .withConfidence(stop.sure)
        .withRequest(
            ActionRequest.of(ActionType.RESTART_JOB, Target.job(job)).with("how", stop.how))
        .withExpectedImpact(
            schedule ? "The job runs by its schedule again." : "What was left undone is done.");
  }
}
