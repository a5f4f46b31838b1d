package io.healing.core.detect;

import io.healing.api.PluginOption;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import java.time.Duration;

/** The last success took so little of the usual time that it can hardly have done its work. */
final class TooFastMonitor extends JobMonitor {
  private static final String LEAST_USUAL = "least_usual";

  TooFastMonitor(Duration interval) {
    super(
        "too_fast",
        interval,
        Unusual.SAMPLES,
        Unusual.FRACTION,
        Unusual.SPREADS,
        PluginOption.duration(
            LEAST_USUAL, Duration.ofMillis(100), Duration.ZERO, Duration.ofDays(1)));
  }

  @Override
  void look(JobSnapshot job, Sight sight) {
    JobRun run = job.lastSuccess();
    JobStatistics usual = job.statistics();
    Long took = run == null ? null : run.durationMs();
    Unusual unusual = new Unusual(sight.options(), usual.medianMs(), usual.spreadMs());
    if (run == null || took == null) {
      sight.noData(job, "no run has succeeded yet");
    } else if (!unusual.enough(usual.samples())) {
      sight.noData(job, unusual.tooFew(usual.samples()));
    } else if (usual.medianMs() < sight.options().duration(LEAST_USUAL).toMillis()) {
      sight.noData(job, "it usually takes " + usual.medianMs() + " ms, too little to judge by");
    } else if (unusual.tooLow(took)) {
      tell(job, run, sight);
    } else {
      sight.clear(job);
    }
  }

  private static void tell(JobSnapshot job, JobRun run, Sight sight) {
    JobStatistics usual = job.statistics();
    String message =
        "The last run of %s succeeded in %s, usually it takes %s"
            .formatted(
                job.definition().name(),
                Spans.words(run.duration()),
                Spans.words(usual.medianMs()));
    sight.say(
        sight
            .about(job, message)
            .withHint("Look whether it did its work: an input may be empty or an error swallowed.")
            .withEvidence("run", Long.toString(run.id()))
            .withEvidence("duration_ms", Long.toString(run.duration().toMillis()))
            .withEvidence("median_ms", Long.toString(usual.medianMs()))
            .withEvidence("spread_ms", Long.toString(usual.spreadMs()))
            .withEvidence("samples", Integer.toString(usual.samples())));
  }
}
