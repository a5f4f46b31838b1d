package io.healing.core.job;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.SlaConfig;
import io.healing.api.job.SlaHealth;
import io.healing.api.job.SlaReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score of a job: 0.5 success rate + 0.3 schedule adherence + 0.2 duration compliance, each in
 * percent; a part to which nothing applies counts 100.
 */
final class Sla {
  private static final double ALL = 100.0;
  private static final int ENOUGH_FOR_TREND = 4;
  private static final double TREND = 10.0;

  private Sla() {}

  static SlaReport report(
      SlaConfig config, ServiceHistory history, JobDefinition definition, Instant now) {
    List<JobRun> newestFirst = history.newestFirst();
    Instant from = now.minus(period(config.evaluationPeriod()));
    SlaChecks checks = new SlaChecks(config, SlaChecks.table(definition), history);
    List<JobRun> runs =
        newestFirst.stream()
            .filter(Sla::counts)
            .filter(r -> !r.startedAt().isBefore(from))
            .toList();
    double success = percent(runs.stream().map(SlaChecks::succeeded).toList());
    double onTime = percent(runs.stream().map(checks::onTime).toList());
    double inTime = percent(runs.stream().map(checks::inTime).toList());
    double score = 0.5 * success + 0.3 * onTime + 0.2 * inTime;
    long[] took =
        runs.stream()
            .filter(r -> r.durationMs() != null)
            .mapToLong(r -> r.duration().toMillis())
            .sorted()
            .toArray();
    return new SlaReport(
        config,
        health(config, runs.isEmpty(), score),
        score,
        success,
        onTime,
        inTime,
        runs.size(),
        took.length == 0 ? 0 : took[took.length / 2],
        Baseline.p95(took),
        trend(runs),
        runs.isEmpty() ? checks.nothing() : checks.status(runs.get(0)),
        new SlaViolations(checks, history.wrong(), now).of(runs),
        history.cut() ? cutAt(newestFirst, from) : null);
  }

  /** Where runs are missing, unless only those do that are too old for the evaluation period. */
  private static @Nullable Instant cutAt(List<JobRun> newestFirst, Instant from) {
    Instant oldest = newestFirst.get(newestFirst.size() - 1).startedAt();
    return oldest.isBefore(from) ? null : oldest;
  }

  /** An ended run that went well or wrong. One stopped on purpose says nothing. */
  static boolean counts(JobRun run) {
    return run.outcome() == RunOutcome.SUCCESS || run.outcome().bad();
  }

  static Duration period(String text) {
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'h' -> Duration.ofHours(count);
      case 'd' -> Duration.ofDays(count);
      case 'w' -> Duration.ofDays(7 * count);
      case 'm' -> Duration.ofDays(30 * count);
      default ->
          throw new IllegalArgumentException(
              "An evaluation period is such as 12h, 7d, 2w or 1m, but is \"" + text + "\"");
    };
  }

  private static double percent(List<SlaChecks.Answer> answers) {
    long asked = answers.stream().filter(a -> a != SlaChecks.Answer.NOT_ASKED).count();
    long good = answers.stream().filter(a -> a == SlaChecks.Answer.YES).count();
    return asked == 0 ? ALL : ALL * good / asked;
  }

  private static SlaHealth health(SlaConfig config, boolean none, double score) {
    if (none) {
      return SlaHealth.NO_DATA;
    }
    if (score >= config.successRate()) {
      return SlaHealth.HEALTHY;
    }
    return score >= config.alertThreshold() ? SlaHealth.WARNING : SlaHealth.CRITICAL;
  }

  /** Compares the newer half with the older one; of an odd number the newer half has one more. */
  private static String trend(List<JobRun> newestFirst) {
    if (newestFirst.size() < ENOUGH_FOR_TREND) {
      return "stable";
    }
    int older = newestFirst.size() / 2;
    int newer = newestFirst.size() - older;
    double change =
        successRate(newestFirst.subList(0, newer))
            - successRate(newestFirst.subList(newer, newestFirst.size()));
    if (change > TREND) {
      return "improving";
    }
    return change < -TREND ? "degrading" : "stable";
  }

  private static double successRate(List<JobRun> runs) {
    return percent(runs.stream().map(SlaChecks::succeeded).toList());
  }
}
