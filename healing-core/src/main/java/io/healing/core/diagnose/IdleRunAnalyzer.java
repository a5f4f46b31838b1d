package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSchedule;
import io.healing.api.review.SuggestionCategory;
import java.time.Duration;
import java.util.List;

/**
 * Nine of ten good runs, of at least 10 that told their size, did nothing: they cost for nothing.
 */
final class IdleRunAnalyzer extends Proactive {
  private static final int LEAST_RUNS = 10;
  private static final double MOSTLY = 0.9;

  IdleRunAnalyzer() {
    super("idle_runs");
  }

  @Override
  List<Proposal> improvements(AnalysisRequest request) {
    List<JobRun> sized = Runs.good(request).stream().filter(run -> run.size() != null).toList();
    long idle = sized.stream().filter(run -> Long.valueOf(0).equals(run.size())).count();
    boolean mostly = sized.size() >= LEAST_RUNS && idle >= MOSTLY * sized.size();
    return mostly ? List.of(advice(request, sized.size(), idle)) : List.of();
  }

  private static Proposal advice(AnalysisRequest request, int runs, long idle) {
    String mend =
        idle == runs
            ? "If it is still needed, look whether it reads from where its input comes; else"
                + " remove it."
            : "Run it less often"
                + lessOften(request, runs, runs - idle)
                + ", or when there is work.";
    return Proposal.of(
            request.subject() + " mostly does nothing",
            idle + " of its last " + runs + " good runs did nothing (size 0). " + mend,
            SuggestionCategory.COST)
        .withConfidence(0.75)
        .withChange(idle + " of " + runs + " runs idle", mend)
        .withExpectedImpact("Fewer runs do the same work.");
  }

  /** Half the usual distance between two runs with work, so that work does not wait long. */
  private static String lessOften(AnalysisRequest request, long runs, long busy) {
    return request
        .job()
        .flatMap(job -> job.definition().schedule())
        .filter(JobSchedule.Every.class::isInstance)
        .map(schedule -> ((JobSchedule.Every) schedule).period())
        .map(period -> ", for instance every " + longer(period, runs, busy))
        .orElse("");
  }

  private static Duration longer(Duration period, long runs, long busy) {
    return period.multipliedBy(Math.max(2, runs / busy / 2));
  }
}
