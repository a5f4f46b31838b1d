package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobSnapshot;
import io.healing.api.review.SuggestionCategory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two jobs that use the same thing run at the same time: their schedules and usual durations make a
 * third of the runs of the next week overlap.
 */
final class CollisionAnalyzer extends Proactive {
  private static final int LEAST_SAMPLES = 3;
  private static final double OFTEN = 1.0 / 3;

  CollisionAnalyzer() {
    super("schedule_collision");
  }

  @Override
  List<Proposal> improvements(AnalysisRequest request) {
    List<Proposal> proposals = new ArrayList<>();
    request
        .job()
        .filter(CollisionAnalyzer::isKnown)
        .ifPresent(
            job ->
                request.others().stream()
                    .filter(CollisionAnalyzer::isKnown)
                    .filter(other -> !shared(job, other).isEmpty())
                    .forEach(other -> compare(proposals, job, other, request.now())));
    return proposals;
  }

  private static boolean isKnown(JobSnapshot job) {
    return job.definition().schedule().isPresent()
        && job.statistics().samples() >= LEAST_SAMPLES
        && job.statistics().medianMs() > 0;
  }

  private static Set<String> shared(JobSnapshot job, JobSnapshot other) {
    Set<String> shared = new TreeSet<>(job.definition().uses());
    shared.retainAll(other.definition().uses());
    return job.subject().equals(other.subject()) ? Set.of() : shared;
  }

  private static void compare(
      List<Proposal> proposals, JobSnapshot job, JobSnapshot other, Instant now) {
    List<Instant> starts = StartTimes.of(job, now);
    List<Instant> others = StartTimes.of(other, now);
    long overlaps = starts.stream().filter(start -> overlaps(start, job, others, other)).count();
    if (!starts.isEmpty() && (double) overlaps / starts.size() >= OFTEN) {
      proposals.add(advice(job, other, (double) overlaps / starts.size()));
    }
  }

  private static boolean overlaps(
      Instant start, JobSnapshot job, List<Instant> others, JobSnapshot other) {
    Instant end = start.plus(usual(job));
    return others.stream()
        .anyMatch(begun -> begun.isBefore(end) && begun.plus(usual(other)).isAfter(start));
  }

  private static Duration usual(JobSnapshot job) {
    return Duration.ofMillis(job.statistics().medianMs());
  }

  private static Proposal advice(JobSnapshot job, JobSnapshot other, double share) {
    String percent = String.format(Locale.ROOT, "%.0f %%", share * 100);
    return Proposal.of(
            job.subject() + " and " + other.subject() + " run at the same time",
            "Both use "
                + String.join(", ", shared(job, other))
                + ", and by their schedules and usual"
                + " durations "
                + percent
                + " of the runs of "
                + job.subject()
                + " overlap with one of "
                + other.subject()
                + ". Start one of them later.",
            SuggestionCategory.PERFORMANCE)
        .withConfidence(0.7)
        .withChange(
            job.definition().schedule().orElseThrow().text()
                + "; "
                + other.definition().schedule().orElseThrow().text(),
            "Start one of them after the other has usually ended.")
        .withExpectedImpact("The jobs no longer wait for each other.");
  }
}
