package io.healing.core.review;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.review.LogTemplateCount;
import io.healing.core.logs.LogDigest;
import io.healing.core.logs.LogPatterns;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The templates in the logs that a review reads. */
final class LogTemplateCounts {
  private static final int MOST = 50;

  private LogTemplateCounts() {}

  /**
   * Counts them. Runs that were cut off are passed over: they tell of neither good nor bad.
   *
   * @param newestFirst the runs, also those that only show what is usual
   * @param lookedAt those whose lines count
   */
  static List<LogTemplateCount> of(
      List<JobRun> newestFirst, Set<JobRun> lookedAt, UnaryOperator<String> redactor) {
    LogDigest digest = new LogDigest();
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      JobRun run = newestFirst.get(i);
      boolean good = run.outcome() == RunOutcome.SUCCESS;
      if (!run.logTail().isEmpty() && (good || run.outcome() == RunOutcome.FAILURE)) {
        LogPatterns.Run told = new LogPatterns.Run(run.id(), good, run.startedAt());
        digest.add(told, run.logTail(), lookedAt.contains(run));
      }
    }
    return digest.templates(MOST).stream().map(row -> redacted(row, redactor)).toList();
  }

  /** Logs were redacted when they were recorded; rules may have come since. */
  private static LogTemplateCount redacted(LogTemplateCount row, UnaryOperator<String> redactor) {
    return new LogTemplateCount(
        redactor.apply(row.template()),
        row.kind(),
        row.count(),
        row.runs(),
        redactor.apply(row.words()));
  }
}
