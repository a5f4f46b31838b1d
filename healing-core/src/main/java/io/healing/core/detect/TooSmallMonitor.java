package io.healing.core.detect;

import io.healing.api.PluginOption;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStatistics;
import java.time.Duration;

/** The last success did much less than usual, or nothing at all. */
final class TooSmallMonitor extends JobMonitor {
  private static final String ZERO = "zero";

  TooSmallMonitor(Duration interval) {
    super(
        "too_small",
        interval,
        Unusual.SAMPLES,
        Unusual.FRACTION,
        Unusual.SPREADS,
        PluginOption.flag(ZERO, true));
  }

  @Override
  void look(JobSnapshot job, Sight sight) {
    JobRun run = job.lastSuccess();
    JobStatistics usual = job.statistics();
    Long size = run == null ? null : run.size();
    if (run == null || size == null) {
      sight.noData(job, run == null ? "no run has succeeded yet" : "its last success told no size");
      return;
    }
    long median = usual.medianSize() == null ? 0 : usual.medianSize();
    long spread = usual.spreadSize() == null ? 0 : usual.spreadSize();
    Unusual unusual = new Unusual(sight.options(), median, spread);
    boolean nothing = sight.options().flag(ZERO) && size == 0 && median > 0;
    if (!unusual.enough(usual.sizeSamples())) {
      sight.noData(job, unusual.tooFew(usual.sizeSamples()));
    } else if (nothing || unusual.tooLow(size)) {
      tell(job, run, sight);
    } else {
      sight.clear(job);
    }
  }

  private static void tell(JobSnapshot job, JobRun run, Sight sight) {
    JobStatistics usual = job.statistics();
    String name = job.definition().name();
    sight.say(
        sight
            .about(
                job,
                "The last run of %s succeeded with a size of %d, usually it is %d"
                    .formatted(name, run.size(), usual.medianSize()))
            .withHint("Look whether its input was whole: it may be empty, cut off or misplaced.")
            .withEvidence("run", Long.toString(run.id()))
            .withEvidence("size", String.valueOf(run.size()))
            .withEvidence("median_size", String.valueOf(usual.medianSize()))
            .withEvidence("spread_size", String.valueOf(usual.spreadSize()))
            .withEvidence("samples", Integer.toString(usual.sizeSamples())));
  }
}
