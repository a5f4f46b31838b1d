package io.healing.api.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a job stood against the agreement on its service over the evaluation period.
 *
 * @param config the agreement that was applied
 * @param health healthy at or above the target, warning at or above the alert threshold, else
 *     critical; no data without runs that count
 * @param score 0 to 100: 0.5 success rate + 0.3 schedule adherence + 0.2 duration compliance, where
 *     a part that does not apply counts 100
 * @param successRate in percent of the ended runs
 * @param scheduleAdherence in percent of the scheduled runs
 * @param durationCompliance in percent of the runs with a duration
 * @param runs how many runs counted
 * @param p50Ms the median duration in milliseconds
 * @param p95Ms the 95th percentile, or the longest below 20 runs, in milliseconds
 * @param trend {@code improving}, {@code degrading} or {@code stable}
 * @param lastRun how the newest run that counted stood
 * @param violations what broke the agreement: first what holds for the job as a whole, then its
 *     runs, newest first; at most 50
 * @param cutAt when the oldest run that counted began, where the evaluation period has more runs
 *     than are read; null where all of its runs counted
 */
public record SlaReport(
    SlaConfig config,
    SlaHealth health,
    double score,
    double successRate,
    double scheduleAdherence,
    double durationCompliance,
    int runs,
    long p50Ms,
    long p95Ms,
    String trend,
    SlaStatus lastRun,
    List<SlaViolation> violations,
    @Nullable Instant cutAt) {

  /** Copies the list. */
  public SlaReport {
    violations = List.copyOf(violations);
  }

  /** With all runs of the evaluation period. */
  public SlaReport(
      SlaConfig config,
      SlaHealth health,
      double score,
      double successRate,
      double scheduleAdherence,
      double durationCompliance,
      int runs,
      long p50Ms,
      long p95Ms,
      String trend,
      SlaStatus lastRun,
      List<SlaViolation> violations) {
    this(
        config,
        health,
        score,
        successRate,
        scheduleAdherence,
        durationCompliance,
        runs,
        p50Ms,
        p95Ms,
        trend,
        lastRun,
        violations,
        null);
  }
}
