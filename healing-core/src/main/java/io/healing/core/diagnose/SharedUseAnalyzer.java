package io.healing.core.diagnose;

import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Other jobs that use the same data source, endpoint or pool went wrong at the same time: what they
 * share may be the cause. It is 0.4 likely; each further sick user speaks for it, each user that
 * was well since it began speaks against it, at most three of each.
 */
final class SharedUseAnalyzer extends Reactive {
  private static final double LIKELY = 0.4;
  private static final int MOST = 3;
  private static final Duration AT_THE_SAME_TIME = Duration.ofHours(1);

  SharedUseAnalyzer() {
    super("shared_use");
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    Analysis analysis = Analysis.none();
    Set<String> uses = new TreeSet<>();
    request.job().ifPresent(job -> uses.addAll(job.definition().uses()));
    for (String use : uses) {
      analysis = withShared(analysis, request, use);
    }
    return analysis;
  }

  private static Analysis withShared(Analysis analysis, AnalysisRequest request, String use) {
    Instant began = request.began().orElse(request.now());
    List<Evidence> sick = new ArrayList<>();
    List<Evidence> well = new ArrayList<>();
    for (JobSnapshot other : request.others()) {
      JobRun last = other.last();
      if (last != null && other.definition().uses().contains(use)) {
        judge(other, last, began, last.outcome() == RunOutcome.SUCCESS ? well : sick);
      }
    }
    return sick.isEmpty()
        ? analysis
        : analysis.withHypothesis(
            new Hypothesis(
                use
                    + " may be the cause: other jobs use it too and went wrong at the"
                    + " same time",
                LIKELY,
                sick,
                well));
  }

  private static void judge(JobSnapshot job, JobRun last, Instant began, List<Evidence> evidence) {
    Instant end = last.finishedAt();
    boolean good = last.outcome() == RunOutcome.SUCCESS;
    boolean counts = good || last.outcome() == RunOutcome.FAILURE;
    Instant from = good ? began : began.minus(AT_THE_SAME_TIME);
    boolean inTime = end != null && !end.isBefore(from);
    if (counts && inTime && evidence.size() < MOST) {
      String how = good ? " was well at " : " failed at ";
      evidence.add(new Evidence("run", job.definition().id() + how + end));
    }
  }
}
