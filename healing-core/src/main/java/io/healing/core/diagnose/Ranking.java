package io.healing.core.diagnose;

import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Proposal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Puts the proposals in order: by confidence × what was learned, then the less risky first. The
 * same wish of two analyzers is kept once, the one of the higher rank.
 */
final class Ranking {
  private Ranking() {}

  static List<Proposal> of(List<Analysis> analyses, ToDoubleFunction<Proposal> learned) {
    Map<Object, Proposal> distinct = new LinkedHashMap<>();
    for (Analysis analysis : analyses) {
      for (Proposal proposal : analysis.proposals()) {
        distinct.merge(
            sameness(proposal),
            proposal,
            (one, other) -> score(other, learned) > score(one, learned) ? other : one);
      }
    }
    return distinct.values().stream()
        .map(proposal -> new Ranked(proposal, score(proposal, learned)))
        .sorted(
            Comparator.comparingDouble((Ranked ranked) -> -ranked.score)
                .thenComparing(ranked -> ranked.proposal.severity()))
        .map(Ranked::proposal)
        .toList();
  }

  private record Ranked(Proposal proposal, double score) {}

  private static Object sameness(Proposal proposal) {
    return proposal.request().<Object>map(request -> request).orElse(proposal.title());
  }

  /** Nothing learned that is not a number counts as a factor. */
  private static double score(Proposal proposal, ToDoubleFunction<Proposal> learned) {
    double factor = learned.applyAsDouble(proposal);
    return proposal.confidence() * (Double.isFinite(factor) ? Math.max(0, factor) : 1);
  }
}
