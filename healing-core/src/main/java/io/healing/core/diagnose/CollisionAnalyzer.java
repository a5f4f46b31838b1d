package io.healing.core.diagnose;

import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobSnapshot;
import io.healing.api.review.SuggestionCategory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two jobs that use the same thing run at the same time: their schedules and usual durations make a
 * third of the runs of the next week overlap.
 */
final class CollisionAnalyzer extends Proactive {
  private static final int LEAST_SAMPLES = 3;
  private static final double OFTEN = 1.0 / 3;
  private static final int MOST_ASKED = 200;
  private static final int MOST_TOLD = 20;

  CollisionAnalyzer() {
    super("schedule_collision");
  }

  @Override
  List<Proposal> improvements(AnalysisRequest request) {
    return request.job().filter(CollisionAnalyzer::isKnown).stream()
        .flatMap(job -> advice(job, partners(job, request)).stream())
        .toList();
  }

  /** Another job, and the share of the runs that overlap with one of its. */
  private record Partner(JobSnapshot job, double share) {
    String words(JobSnapshot of) {
      String percent = String.format(Locale.ROOT, "%.0f %%", share * 100);
      String uses = String.join(", ", shared(of, job));
      return percent + " with one of " + job.subject() + ", which uses " + uses + " too";
    }

    String schedule() {
      return job.subject() + ": " + job.definition().schedule().orElseThrow().text();
    }
  }

  private static List<Partner> partners(JobSnapshot job, AnalysisRequest request) {
    List<Instant> starts = StartTimes.of(job, request.now());
    return request.others().stream()
        .filter(CollisionAnalyzer::isKnown)
        .filter(other -> !shared(job, other).isEmpty())
        .limit(starts.isEmpty() ? 0 : MOST_ASKED)
        .map(other -> new Partner(other, overlap(job, starts, other, request.now())))
        .filter(partner -> partner.share >= OFTEN)
        .limit(MOST_TOLD)
        .toList();
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

  private static double overlap(
      JobSnapshot job, List<Instant> starts, JobSnapshot other, Instant now) {
    NavigableSet<Instant> others = new TreeSet<>(StartTimes.of(other, now));
    long overlaps =
        starts.stream()
            .filter(start -> begins(others, start.minus(usual(other)), start.plus(usual(job))))
            .count();
    return (double) overlaps / starts.size();
  }

  private static boolean begins(NavigableSet<Instant> starts, Instant after, Instant before) {
    Instant next = starts.higher(after);
    return next != null && next.isBefore(before);
  }

  private static Duration usual(JobSnapshot job) {
    return Duration.ofMillis(job.statistics().medianMs());
  }

  private static Optional<Proposal> advice(JobSnapshot job, List<Partner> partners) {
    if (partners.isEmpty()) {
      return Optional.empty();
    }
    String title =
        partners.size() == 1
            ? job.subject() + " and " + partners.get(0).job.subject() + " run at the same time"
            : job.subject() + " and " + partners.size() + " other jobs run at the same time";
    String overlaps = String.join("; ", partners.stream().map(p -> p.words(job)).toList());
    return Optional.of(
        Proposal.of(
                title,
                "By the schedules and usual durations, of the runs of "
                    + job.subject()
                    + " overlap: "
                    + overlaps
                    + ". Start one of them later.",
                SuggestionCategory.PERFORMANCE)
            .withConfidence(0.7)
            .withChange(schedules(job, partners), "Start one after the others have usually ended.")
            .withExpectedImpact("The jobs no longer wait for each other."));
  }

  private static String schedules(JobSnapshot job, List<Partner> partners) {
    String own = job.definition().schedule().orElseThrow().text();
    return own + "; " + String.join("; ", partners.stream().map(Partner::schedule).toList());
  }
}
