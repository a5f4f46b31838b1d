package io.healing.core.logs;

import io.healing.api.review.LogTemplateCount;
import io.healing.api.review.LogTemplateKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * The templates in the logs of some runs of one job, with how often they come and what is unusual
 * about them. Keeps as little as {@link LogPatterns}. Not safe for use by several threads.
 */
public final class LogDigest {
  private final LogPatterns patterns = new LogPatterns();
  private final Map<Long, Integer> lines = new LinkedHashMap<>();
  private final Map<Long, Integer> runs = new HashMap<>();
  private final Map<Long, LogPattern> unusual = new HashMap<>();

  /** Knows nothing yet. */
  public LogDigest() {}

  /**
   * Takes in the log of the next run, the oldest run first.
   *
   * @param counts whether it is one of those looked at; else it only shows what is usual
   */
  public void add(LogPatterns.Run run, String log, boolean counts) {
    List<LogPattern> told = patterns.told(run, log);
    if (counts) {
      told.forEach(pattern -> unusual.put(pattern.id(), pattern));
      patterns
          .counts()
          .forEach(
              (id, count) -> {
                lines.merge(id, count, Integer::sum);
                runs.merge(id, 1, Integer::sum);
              });
    }
  }

  /**
   * The templates: first what is unusual, then those with the most lines.
   *
   * @param most how many at most
   */
  public List<LogTemplateCount> templates(int most) {
    List<LogTemplateCount> rows = new ArrayList<>();
    Map<Long, Integer> inLines = current(lines, Integer::sum);
    Map<Long, Integer> inRuns = current(runs, Integer::max);
    Map<Long, LogPattern> patternOf = new HashMap<>();
    unusual.forEach((id, pattern) -> patternOf.put(patterns.templates().current(id), pattern));
    for (LogTemplate template : patterns.templates().templates()) {
      if (inLines.containsKey(template.id())) {
        LogPattern odd = patternOf.get(template.id());
        rows.add(
            new LogTemplateCount(
                template.text(),
                odd == null ? LogTemplateKind.USUAL : odd.kind(),
                inLines.get(template.id()),
                inRuns.getOrDefault(template.id(), 1),
                odd == null ? "" : odd.words()));
      }
    }
    rows.sort(
        Comparator.comparing((LogTemplateCount row) -> row.kind() == LogTemplateKind.USUAL)
            .thenComparing(row -> -row.count()));
    return List.copyOf(rows.subList(0, Math.min(most, rows.size())));
  }

  /** The same after templates became one; of runs that had both, the larger number counts. */
  private Map<Long, Integer> current(Map<Long, Integer> counts, BinaryOperator<Integer> both) {
    Map<Long, Integer> now = new HashMap<>();
    counts.forEach((id, count) -> now.merge(patterns.templates().current(id), count, both));
    return now;
  }
}
