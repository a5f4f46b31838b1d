package io.healing.core.diagnose;

import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Evidence;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunOutcome;
import io.healing.core.logs.TellingLines;
import io.healing.core.logs.TellingLines.Passage;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The failed run's log says what the logs of good runs do not: the lines that explain, as evidence.
 * It knows no mend. It is 0.6 sure where the lines speak of trouble, which names the cause when no
 * other analyzer knows more, and 0.3 where they are merely new.
 */
final class NewLinesAnalyzer extends Reactive {
  private static final double TROUBLE = 0.6;
  private static final double NEW = 0.3;
  private static final double SURE = 0.5;
  private static final int GOOD_RUNS = 5;
  private static final int PASSAGES = 3;
  private static final int LINES = 20;
  private static final int LONGEST = 300;

  NewLinesAnalyzer() {
    super("new_lines");
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    List<List<String>> good = good(request);
    return symptoms
        .failed()
        .map(run -> run.logTail().lines().toList())
        .filter(log -> !log.isEmpty() && !good.isEmpty())
        .map(log -> told(log, TellingLines.of(log, good)))
        .orElse(Analysis.none());
  }

  /** The logs of the last good run, and of those that were read besides. */
  private static List<List<String>> good(AnalysisRequest request) {
    Stream<JobRun> last = request.job().map(JobSnapshot::lastSuccess).stream();
    return Stream.concat(last, request.material().history().stream())
        .filter(run -> run.outcome() == RunOutcome.SUCCESS)
        .map(JobRun::logTail)
        .filter(Predicate.not(String::isBlank))
        .distinct()
        .limit(GOOD_RUNS)
        .map(log -> log.lines().toList())
        .toList();
  }

  private static Analysis told(List<String> log, List<Passage> passages) {
    List<Passage> best =
        passages.stream()
            .sorted(Comparator.comparingDouble((Passage passage) -> -passage.score()))
            .limit(PASSAGES)
            .sorted(Comparator.comparingInt(Passage::from))
            .toList();
    if (best.isEmpty()) {
      return Analysis.none();
    }
    Passage surest =
        best.stream().max(Comparator.comparingDouble(Passage::score)).orElse(best.get(0));
    String line = Symptoms.quote(log.get(surest.from() - 1));
    String all = best.stream().map(one -> shown(log, one)).collect(Collectors.joining("\n…\n"));
    return Analysis.none()
        .withHypothesis(
            Hypothesis.of(
                "Its log says what no good run's log says: " + line,
                surest.score() > SURE ? TROUBLE : NEW,
                new Evidence("log", all)));
  }

  private static String shown(List<String> log, Passage passage) {
    int to = Math.min(passage.to(), passage.from() + LINES - 1);
    String more = to < passage.to() ? "\n… and " + (passage.to() - to) + " lines more" : "";
    String lines =
        log.subList(passage.from() - 1, to).stream()
            .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line)
            .collect(Collectors.joining("\n"));
    return lines + more;
  }
}
