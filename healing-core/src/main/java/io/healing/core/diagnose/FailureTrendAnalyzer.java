package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobRun;
import io.healing.api.review.SuggestionCategory;
import java.util.List;

/**
 * Failures become more frequent. The newer half of at least 10 runs is compared with the older one
 * by Fisher's exact test: the probability that so many of all failures fall into the newer half by
 * chance is below 5 %.
 */
final class FailureTrendAnalyzer extends Proactive {
  private static final int LEAST_RUNS = 10;
  private static final double CHANCE = 0.05;

  FailureTrendAnalyzer() {
    super("failure_trend");
  }

  @Override
  List<Proposal> improvements(AnalysisRequest request) {
    List<JobRun> runs = Runs.ended(request);
    if (runs.size() < LEAST_RUNS) {
      return List.of();
    }
    int middle = runs.size() / 2;
    int older = failures(runs.subList(0, middle));
    int newer = failures(runs.subList(middle, runs.size()));
    boolean rising = chance(runs.size(), older + newer, runs.size() - middle, newer) < CHANCE;
    return rising ? List.of(advice(request, runs, older, newer)) : List.of();
  }

  private static int failures(List<JobRun> runs) {
    return (int) runs.stream().filter(run -> run.outcome().bad()).count();
  }

  /** The probability of {@code seen} or more marked ones among {@code drawn} of {@code all}. */
  static double chance(int all, int marked, int drawn, int seen) {
    double chance = 0;
    for (int hits = seen; hits <= Math.min(marked, drawn); hits++) {
      chance +=
          Math.exp(
              logChoose(marked, hits)
                  + logChoose(all - marked, drawn - hits)
                  - logChoose(all, drawn));
    }
    return chance;
  }

  private static double logChoose(int n, int k) {
    if (k < 0 || k > n) {
      return Double.NEGATIVE_INFINITY;
    }
    double log = 0;
    for (int i = 1; i <= k; i++) {
      log += Math.log(n - k + i) - Math.log(i);
    }
    return log;
  }

  private static Proposal advice(AnalysisRequest request, List<JobRun> runs, int older, int newer) {
    int middle = runs.size() / 2;
    return Proposal.of(
            request.subject() + " fails more and more often",
            newer
                + " of its newest "
                + (runs.size() - middle)
                + " runs went wrong, and "
                + older
                + " of the "
                + middle
                + " before them. Look at what changed between the two halves,"
                + " and at what the errors of the newer ones have in common.",
            SuggestionCategory.RELIABILITY)
        .withConfidence(0.8)
        .withChange(older + " failures before, " + newer + " now", null)
        .withExpectedImpact("The cause is found before the job fails every time.");
  }
}
