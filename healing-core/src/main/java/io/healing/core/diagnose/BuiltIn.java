package io.healing.core.diagnose;

import io.healing.api.ai.LanguageModel;
import io.healing.api.diagnose.Analyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The list of the built-in analyzers. */
final class BuiltIn {
  private BuiltIn() {}

  static List<Analyzer> analyzers(
      Optional<LanguageModel> model, UnaryOperator<String> redact, Predicate<String> hasSecret) {
    List<Analyzer> all = new ArrayList<>(reactive(redact));
    all.addAll(proactive(hasSecret));
    model.ifPresent(asked -> all.add(new LanguageModelAnalyzer(asked, redact, hasSecret)));
    return List.copyOf(all);
  }

  private static List<Analyzer> reactive(UnaryOperator<String> redact) {
    return List.of(
        new ChangedFileAnalyzer(redact),
        new MissingPathAnalyzer(redact),
        new OutsideFailureAnalyzer(),
        new HungRunAnalyzer(),
        new StoppedJobAnalyzer(),
        new RecentChangeAnalyzer(),
        new SharedUseAnalyzer(),
        new RootCauseAnalyzer(),
        new LogNewAnalyzer(),
        new HintAnalyzer(),
        new DecisionTreeAnalyzer());
  }

  private static List<Analyzer> proactive(Predicate<String> hasSecret) {
    return List.of(
        new DurationTrendAnalyzer(),
        new FailureTrendAnalyzer(),
        new CollisionAnalyzer(),
        new RetryAnalyzer(),
        new IdleRunAnalyzer(),
        new OpenFileAnalyzer(),
        new SecretAnalyzer(hasSecret),
        new ScriptAnalyzer(),
        new PromptAnalyzer(),
        new ConfigAnalyzer());
  }
}
