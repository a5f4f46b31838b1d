package io.healing.core.diagnose;

import io.healing.api.Subject;
import io.healing.api.ai.LanguageModel;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.ChangeEvent;
import io.healing.api.diagnose.Diagnosis;
import io.healing.api.diagnose.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The built-in analyzers, and the one conclusion that is drawn from what all analyzers answered.
 * Without state; thread-safe.
 */
public final class Diagnosing {

  /**
   * What follows from all analyses of one subject.
   *
   * @param diagnosis the cause, or unknown
   * @param ranked what to do, the most promising first
   * @param tokens the tokens that a language model used; 0 without one
   * @param sessionKey the key of the session with a language model
   */
  public record Conclusion(
      Diagnosis diagnosis, List<Proposal> ranked, int tokens, Optional<String> sessionKey) {
    /** Copies the list. */
    public Conclusion {
      ranked = List.copyOf(ranked);
    }
  }

  /**
   * What happens besides.
   *
   * @param incidents all incidents that have not ended
   * @param uses what a subject uses: data sources, endpoints, pools
   * @param changes what was changed on purpose before, newest first
   */
  public record Around(
      List<Incident> incidents, Function<Subject, Set<String>> uses, List<ChangeEvent> changes) {
    /** Copies the lists. */
    public Around {
      incidents = List.copyOf(incidents);
      changes = List.copyOf(changes);
    }

    /** Of subjects of which nothing is known to be used, and nothing was changed. */
    public static Around of(List<Incident> incidents) {
      return new Around(incidents, subject -> Set.of(), List.of());
    }
  }

  /** Draws conclusions. */
  public Diagnosing() {}

  /**
   * The analyzers that need nothing but the library, and the one that asks a language model where
   * there is one.
   *
   * @param model a language model; empty, the default, asks nobody
   * @param redact masks the secrets in a text
   * @param hasSecret whether a text holds a secret, or the mask of one
   */
  public static List<Analyzer> builtIn(
      Optional<LanguageModel> model, UnaryOperator<String> redact, Predicate<String> hasSecret) {
    return BuiltIn.analyzers(model, redact, hasSecret);
  }

  /**
   * Merges the hypotheses, ranks the proposals and looks for incidents of the same cause.
   *
   * @param analyses what each analyzer answered, in any order
   * @param around what happens besides
   * @param incident what is diagnosed, or null for a proactive review
   * @param learned how well such a proposal did so far, as a factor on its confidence
   * @return the diagnosis, unknown where no hypothesis reaches 0.5, and the proposals ranked by
   *     confidence × learned
   */
  public Conclusion conclude(
      List<Analysis> analyses,
      Around around,
      @Nullable Incident incident,
      ToDoubleFunction<Proposal> learned) {
    List<String> correlated = incident == null ? List.of() : new Correlation(around).with(incident);
    Diagnosis diagnosis = Causes.of(analyses).diagnosis(correlated);
    int tokens = analyses.stream().mapToInt(Analysis::tokens).sum();
    Optional<String> session =
        analyses.stream().map(Analysis::sessionKey).flatMap(Optional::stream).findFirst();
    return new Conclusion(diagnosis, Ranking.of(analyses, learned), tokens, session);
  }
}
