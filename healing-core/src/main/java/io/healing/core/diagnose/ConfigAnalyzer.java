package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.SlaConfig;
import io.healing.api.review.SuggestionCategory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings that contradict each other or what the job usually does, so that they cannot hold. */
final class ConfigAnalyzer extends Proactive {
  private static final int LEAST_SAMPLES = 10;

  ConfigAnalyzer() {
    super("config");
  }

  @Override
  List<Proposal> improvements(AnalysisRequest request) {
    List<Proposal> proposals = new ArrayList<>();
    request
        .job()
        .ifPresent(
            job -> {
              limits(proposals, job, request.sla().config());
              grace(proposals, job);
              jitter(proposals, request, job);
            });
    return proposals;
  }

  private static void limits(List<Proposal> proposals, JobSnapshot job, SlaConfig sla) {
    Optional<Duration> agreed =
        Optional.ofNullable(sla.maxDuration())
            .filter(any -> sla.enabled())
            .map(Duration::ofSeconds);
    long usual = job.statistics().medianMs();
    boolean known = job.statistics().samples() >= LEAST_SAMPLES;
    if (known && agreed.isPresent() && usual > agreed.get().toMillis()) {
      proposals.add(
          advice(
              "The agreed duration of " + job.subject() + " cannot be kept",
              "sla.max_duration is "
                  + agreed.get()
                  + ", but half of its good runs take longer than "
                  + Duration.ofMillis(usual)
                  + ".",
              "Raise sla.max_duration above "
                  + Duration.ofMillis(job.statistics().p95Ms())
                  + ", or make the job faster."));
    }
    Optional<Duration> most = job.definition().maxDuration();
    if (agreed.isPresent() && most.isPresent() && agreed.get().compareTo(most.get()) > 0) {
      proposals.add(
          advice(
              "The agreed duration of " + job.subject() + " is never reached",
              "A run counts as hung after "
                  + most.get()
                  + ", before sla.max_duration of "
                  + agreed.get()
                  + " can be broken.",
              "Make sla.max_duration the shorter one of the two."));
    }
  }

  private static void grace(List<Proposal> proposals, JobSnapshot job) {
    JobDefinition definition = job.definition();
    Optional<Duration> period = period(definition);
    if (period.isPresent() && definition.startGrace().compareTo(period.get()) >= 0) {
      proposals.add(
          advice(
              "A missed start of " + job.subject() + " is never noticed",
              "It should start every "
                  + period.get()
                  + ", but a start may be "
                  + definition.startGrace()
                  + " late before it counts as missed.",
              "Make the start grace shorter than the period."));
    }
  }

  private static Optional<Duration> period(JobDefinition definition) {
    return definition
        .schedule()
        .filter(JobSchedule.Every.class::isInstance)
        .map(schedule -> ((JobSchedule.Every) schedule).period());
  }

  /** Starts that come later than the grace again and again were no missed ones. */
  private static void jitter(List<Proposal> proposals, AnalysisRequest request, JobSnapshot job) {
    Optional<Duration> period = period(job.definition());
    List<JobRun> runs =
        Runs.ended(request).stream().filter(run -> run.trigger() == RunTrigger.SCHEDULED).toList();
    if (period.isEmpty() || runs.size() <= LEAST_SAMPLES) {
      return;
    }
    double late = Trend.median(delays(runs, period.get()));
    if (late > job.definition().startGrace().toMillis()) {
      proposals.add(
          advice(
              "The start grace of " + job.subject() + " is shorter than its usual delay",
              "Half of its starts come later than "
                  + Duration.ofMillis((long) late)
                  + " after they are due, but the grace is "
                  + job.definition().startGrace()
                  + ".",
              "Raise the start grace, or give the period that the job really has."));
    }
  }

  private static double[] delays(List<JobRun> runs, Duration period) {
    double[] delays = new double[runs.size() - 1];
    for (int i = 0; i < delays.length; i++) {
      Duration between = Duration.between(runs.get(i).startedAt(), runs.get(i + 1).startedAt());
      delays[i] = between.minus(period).toMillis();
    }
    return delays;
  }

  private static Proposal advice(String title, String state, String mend) {
    return Proposal.of(title, state + " " + mend, SuggestionCategory.CONFIG)
        .withConfidence(0.75)
        .withChange(state, mend)
        .withExpectedImpact("The limit says what is meant.");
  }
}
