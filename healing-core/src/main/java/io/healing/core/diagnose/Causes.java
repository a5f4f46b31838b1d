package io.healing.core.diagnose;

import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Diagnosis;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The possible causes that were named, one for each statement, with all the evidence about it.
 *
 * <p>The likelihood is recomputed from what was named and is never compounded: initial + 0.15 for
 * each supporting piece of evidence after the first − 0.20 for each refuting one, kept within 0 to
 * 1. The first supporting piece is what the initial likelihood rests on. The initial likelihood is
 * the highest that was named, so that the order of the analyzers does not matter.
 */
final class Causes {
  private static final double SUPPORT = 0.15;
  private static final double DOUBT = 0.20;
  private static final double BELIEVED = 0.5;

  private final List<Cause> mostLikelyFirst;

  private record Cause(Hypothesis hypothesis, double unbounded) {}

  private Causes(Collection<Merged> merged) {
    mostLikelyFirst =
        merged.stream()
            .map(Merged::cause)
            .sorted(Comparator.comparingDouble((Cause cause) -> -cause.unbounded))
            .toList();
  }

  static Causes of(List<Analysis> analyses) {
    Map<String, Merged> byStatement = new LinkedHashMap<>();
    for (Analysis analysis : analyses) {
      for (Hypothesis hypothesis : analysis.hypotheses()) {
        byStatement.computeIfAbsent(hypothesis.statement().strip(), Merged::new).add(hypothesis);
      }
    }
    return new Causes(byStatement.values());
  }

  /** The best cause, or unknown when none reaches 0.5; the others stay listed. */
  Diagnosis diagnosis(List<String> correlated) {
    List<Hypothesis> all = mostLikelyFirst.stream().map(Cause::hypothesis).toList();
    double best = all.isEmpty() ? 0 : all.get(0).likelihood();
    String cause = best < BELIEVED ? Diagnosis.UNKNOWN : all.get(0).statement();
    return new Diagnosis(cause, best, all, correlated);
  }

  private static final class Merged {
    private final String statement;
    private final Set<Evidence> supporting = new LinkedHashSet<>();
    private final Set<Evidence> refuting = new LinkedHashSet<>();
    private double initial;

    Merged(String statement) {
      this.statement = statement;
    }

    void add(Hypothesis hypothesis) {
      initial = Math.max(initial, hypothesis.likelihood());
      supporting.addAll(hypothesis.supporting());
      refuting.addAll(hypothesis.refuting());
    }

    Cause cause() {
      double unbounded =
          initial + SUPPORT * Math.max(0, supporting.size() - 1) - DOUBT * refuting.size();
      double likelihood = Math.max(0, Math.min(1, unbounded));
      return new Cause(
          new Hypothesis(statement, likelihood, List.copyOf(supporting), List.copyOf(refuting)),
          unbounded);
    }
  }
}
