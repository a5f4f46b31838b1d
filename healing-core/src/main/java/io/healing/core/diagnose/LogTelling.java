package io.healing.core.diagnose;

import io.healing.api.Plural;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Evidence;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunOutcome;
import io.healing.core.logs.TellingLines;
import io.healing.core.logs.TellingLines.Next;
import io.healing.core.logs.TellingLines.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a log tells when it is held against the logs of good runs, as evidence. */
final class LogTelling {
  /** The evidence of lines that no good run logs. */
  static final String KIND = "log_new";

  /** The evidence of the line that good runs log next. */
  static final String NEXT = "log_next";

  private static final int GOOD_RUNS = 5;
  private static final int PASSAGES = 3;
  private static final int LINES = 20;
  private static final int LONGEST = 300;
  private static final double TROUBLE = 0.5;

  private LogTelling() {}

  /** The logs of the last good run, and of those that were read besides, the newest first. */
  static List<List<String>> good(AnalysisRequest request) {
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

  /** The passages that tell most, in the order of the log. */
  static List<Passage> best(List<Passage> passages) {
    return passages.stream()
        .sorted(Comparator.comparingDouble((Passage passage) -> -passage.score()))
        .limit(PASSAGES)
        .sorted(Comparator.comparingInt(Passage::from))
        .toList();
  }

  static Evidence evidence(List<String> log, List<Passage> best) {
    String all = best.stream().map(one -> shown(log, one)).collect(Collectors.joining("\n…\n"));
    return new Evidence(KIND, all);
  }

  /** Of a run under way: what speaks of trouble in its log, and what good runs log next. */
  static List<Evidence> running(String log, AnalysisRequest request) {
    List<List<String>> good = good(request);
    if (log.isBlank() || good.isEmpty()) {
      return List.of();
    }
    List<String> lines = log.lines().toList();
    List<Evidence> evidence = new ArrayList<>();
    List<Passage> trouble =
        best(TellingLines.of(lines, good)).stream().filter(p -> p.score() > TROUBLE).toList();
    if (!trouble.isEmpty()) {
      evidence.add(evidence(lines, trouble));
    }
    TellingLines.next(lines, good).ifPresent(next -> evidence.add(evidence(lines, next)));
    return evidence;
  }

  private static Evidence evidence(List<String> lines, Next next) {
    String last = cut(lines.get(next.last() - 1).strip());
    String how = " (in %d of %d good runs)".formatted(next.agreeing(), next.of());
    String then =
        next.next().isEmpty()
            ? "Good runs end after it" + how
            : "The next line of a good run" + how + ": " + cut(next.next().strip());
    int since = lines.size() - next.last();
    String unknown = since == 0 ? "" : " (line %d of %d)".formatted(next.last(), lines.size());
    return new Evidence(
        NEXT, "Its last line that good runs have" + unknown + ": " + last + "\n" + then);
  }

  private static String shown(List<String> log, Passage passage) {
    int to = Math.min(passage.to(), passage.from() + LINES - 1);
    int left = passage.to() - to;
    String more = left == 0 ? "" : "\n… and " + Plural.of(left, "line") + " more";
    String lines =
        log.subList(passage.from() - 1, to).stream()
            .map(LogTelling::cut)
            .collect(Collectors.joining("\n"));
    return lines + more;
  }

  private static String cut(String line) {
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
