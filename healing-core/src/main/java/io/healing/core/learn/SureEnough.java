package io.healing.core.learn;

import io.healing.api.config.LearningConfig;
import io.healing.api.diagnose.Proposal;
import io.healing.api.learn.Rate;
import io.healing.api.review.SuggestionSeverity;
import java.util.List;
import java.util.Locale;

/**
 * Suggestions below the confidence threshold that people approved and that helped, so many that at
 * least 80 % of their kind may be expected to help: the threshold is proposed to be as low as the
 * least sure of them.
 */
final class SureEnough implements Rule {
  private static final double GOOD = 0.8;

  @Override
  public List<Proposal> propose(OwnFigures figures) {
    LearningConfig learning = figures.root().learning();
    List<OwnFigures.Approved> below =
        figures.approved().stream()
            .filter(one -> one.confidence() < learning.confidenceThreshold())
            .toList();
    int verified = (int) below.stream().filter(OwnFigures.Approved::verified).count();
    Rate rate = Rate.of("approved", verified, below.size());
    return below.size() >= learning.minSamplesForLearning() && rate.low() >= GOOD
        ? List.of(proposal(rate, below, learning))
        : List.of();
  }

  private static Proposal proposal(
      Rate rate, List<OwnFigures.Approved> below, LearningConfig learning) {
    double least = below.stream().mapToDouble(OwnFigures.Approved::confidence).min().orElseThrow();
    String words =
        String.format(
            Locale.ROOT,
            "People approved %d suggestions that were less sure than %s, and %d of them helped; 95"
                + " %% certain are %.2f to %.2f.",
            rate.tried(),
            Percentiles.number(learning.confidenceThreshold()),
            rate.verified(),
            rate.low(),
            rate.high());
    return Rule.advice(
            "self_healing.learning.confidence_threshold",
            Percentiles.number(learning.confidenceThreshold()),
            Percentiles.number(Math.floor(least * 100) / 100),
            words)
        .withSeverity(SuggestionSeverity.MEDIUM);
  }
}
