package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobRun;
import io.healing.api.review.SuggestionCategory;
import java.util.List;
import java.util.Locale;

/** Successful runs take longer and longer. Needs 10 of them, and a rise of a fifth at least. */
final class DurationTrendAnalyzer extends Proactive {
  private static final int LEAST_RUNS = 10;
  private static final double SIGNIFICANT = 2.58;
  private static final double LEAST_RISE = 0.20;

  DurationTrendAnalyzer() {
    super("duration_trend");
  }

  @Override
  List<Proposal> improvements(AnalysisRequest request) {
    double[] durations =
        Runs.good(request).stream().mapToDouble(run -> run.duration().toMillis()).toArray();
    if (durations.length < LEAST_RUNS) {
      return List.of();
    }
    Trend trend = new Trend(durations);
    double median = Trend.median(durations);
    double rise = trend.slope() * (durations.length - 1);
    boolean slower = trend.z() > SIGNIFICANT && median > 0 && rise / median >= LEAST_RISE;
    return slower ? List.of(advice(request, durations.length, rise / median)) : List.of();
  }

  private static Proposal advice(AnalysisRequest request, int runs, double rise) {
    List<JobRun> good = Runs.good(request);
    String percent = String.format(Locale.ROOT, "%.0f %%", rise * 100);
    return Proposal.of(
            "The runs of " + request.subject() + " take longer and longer",
            "Over its last "
                + runs
                + " good runs the duration rose steadily by about "
                + percent
                + " of the usual one. Look for what grows with it: the data that it reads, a table"
                + " without an index, files that nobody deletes.",
            SuggestionCategory.PERFORMANCE)
        .withConfidence(0.8)
        .withChange(
            "from "
                + good.get(0).durationMs()
                + " ms to "
                + good.get(good.size() - 1).durationMs()
                + " ms",
            null)
        .withExpectedImpact("Runs end in their usual time again, before a limit stops them.");
  }
}
