package io.healing.core.review;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.core.logs.TellingLines;
import io.healing.core.logs.TellingLines.Passage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The lines of log that a review reads: the last lines of the three newest runs, and of every run
 * the lines around its last errors, and of one that failed those that no good run among them has
 * and that speak of trouble; in the order in which they were written. Logs were redacted when they
 * were recorded; what is chosen here is redacted once more, because rules may have come since.
 */
final class LogLines {
  private static final int RUNS_WITH_TAIL = 3;
  private static final int GOOD_RUNS = 3;
  private static final int AROUND = 2;
  private static final int MOST_ERRORS = 10;
  private static final Pattern ERROR =
      Pattern.compile(
          "\\b(?:error|fatal|severe|panic|failed|failure|traceback|caused by)\\b|exception",
          Pattern.CASE_INSENSITIVE);

  private LogLines() {}

  /**
   * Selects them.
   *
   * @param newestFirst the runs
   * @param tail how many of the last lines of each of the newest runs
   */
  static List<String> of(List<JobRun> newestFirst, int tail, UnaryOperator<String> redactor) {
    List<String> all = new ArrayList<>();
    List<List<String>> good = good(newestFirst);
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      int last = i < RUNS_WITH_TAIL ? tail : 0;
      all.addAll(of(newestFirst.get(i), last, good));
    }
    return redactor.apply(String.join("\n", all)).lines().toList();
  }

  private static List<List<String>> good(List<JobRun> runs) {
    return runs.stream()
        .filter(run -> run.outcome() == RunOutcome.SUCCESS && !run.logTail().isEmpty())
        .limit(GOOD_RUNS)
        .map(run -> run.logTail().lines().toList())
        .toList();
  }

  private static List<String> of(JobRun run, int tail, List<List<String>> good) {
    if (run.logTail().isEmpty()) {
      return List.of();
    }
    List<String> lines = run.logTail().lines().toList();
    BitSet chosen = errors(lines);
    chosen.set(Math.max(0, lines.size() - tail), lines.size());
    if (run.outcome() == RunOutcome.FAILURE && !good.isEmpty()) {
      chosen.or(telling(lines, good));
    }
    return chosen.stream().mapToObj(lines::get).toList();
  }

  /** At most as many lines as the errors could take. */
  private static BitSet telling(List<String> lines, List<List<String>> good) {
    BitSet chosen = new BitSet();
    for (Passage passage : TellingLines.of(lines, good)) {
      int room = MOST_ERRORS * (2 * AROUND + 1) - chosen.cardinality();
      int length = Math.min(room, passage.length());
      chosen.set(passage.from() - 1, passage.from() - 1 + Math.max(0, length));
    }
    return chosen;
  }

  private static BitSet errors(List<String> lines) {
    BitSet chosen = new BitSet();
    int found = 0;
    for (int i = lines.size() - 1; i >= 0 && found < MOST_ERRORS; i--) {
      if (ERROR.matcher(lines.get(i)).find()) {
        chosen.set(Math.max(0, i - AROUND), Math.min(lines.size(), i + AROUND + 1));
        found++;
      }
    }
    return chosen;
  }
}
