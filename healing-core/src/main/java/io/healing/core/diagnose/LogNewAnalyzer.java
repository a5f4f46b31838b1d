package io.healing.core.diagnose;

import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Hypothesis;
import io.healing.core.logs.TellingLines;
import io.healing.core.logs.TellingLines.Passage;
import java.util.Comparator;
import java.util.List;

/**
 * The failed run's log says what the logs of good runs do not: the lines that explain, as evidence.
 * It knows no mend. It is 0.6 sure where the lines speak of trouble, which names the cause when no
 * other analyzer knows more, and 0.3 where they are merely new.
 */
final class LogNewAnalyzer extends Reactive {
  private static final double TROUBLE = 0.6;
  private static final double NEW = 0.3;
  private static final double SURE = 0.5;

  LogNewAnalyzer() {
    super("log_new");
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    List<List<String>> good = LogTelling.good(request);
    return symptoms
        .failed()
        .map(run -> run.logTail().lines().toList())
        .filter(log -> !log.isEmpty() && !good.isEmpty())
        .map(log -> told(log, TellingLines.of(log, good)))
        .orElse(Analysis.none());
  }

  private static Analysis told(List<String> log, List<Passage> passages) {
    List<Passage> best = LogTelling.best(passages);
    if (best.isEmpty()) {
      return Analysis.none();
    }
    Passage surest =
        best.stream().max(Comparator.comparingDouble(Passage::score)).orElse(best.get(0));
    String line = Symptoms.quote(log.get(surest.from() - 1));
    return Analysis.none()
        .withHypothesis(
            Hypothesis.of(
                "Its log says what no good run's log says: " + line,
                surest.score() > SURE ? TROUBLE : NEW,
                LogTelling.evidence(log, best)));
  }
}
