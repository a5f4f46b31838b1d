package io.healing.core.detect;

import io.healing.api.PluginState;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.RunningRun;
import io.healing.api.job.SlaConfig;
import io.healing.api.job.SlaHealth;
import io.healing.api.job.SlaReport;
import io.healing.api.job.SlaStatus;
import io.healing.api.job.SlaViolation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A job broke the agreement on its service: its newest run did not pass and the score is below the
 * alert threshold, or more runs failed in a row or in a while than the agreement accepts. A run
 * that is still going on and takes longer than agreed counts as if it ended now, so that the breach
 * is told while something can be done. A run that a person began counts in the score like any
 * other, but while it goes on and when it is the newest it raises no alarm: the person sees it.
 * Without runs nothing is said.
 *
 * <p>The agreement is asked for only when a job changed, and, while a run goes on, when it has
 * become longer than agreed; how long that is, is kept from the first time.
 */
final class SlaMonitor extends TimedMonitor {
  private static final int FORM = 1;
  private static final double WEIGHT_OF_DURATION = 0.2;
  private static final double ALL = 100;
  private static final int TOLD = 10;

  SlaMonitor(Duration interval) {
    super("sla", interval);
  }

  @Override
  boolean concerns(JobSnapshot job, Sight sight) {
    return !job.running().isEmpty()
        && sight.state(job).flatMap(s -> late(job, s, sight)).isPresent();
  }

  private static Optional<RunningRun> late(JobSnapshot job, PluginState kept, Sight sight) {
    boolean none = kept.version() != FORM || !kept.text().matches("\\d{1,9}");
    return none
        ? Optional.empty()
        : late(job, sight.now(), Duration.ofSeconds(Long.parseLong(kept.text())));
  }

  private static Optional<RunningRun> late(JobSnapshot job, Instant now, Duration most) {
    Predicate<RunningRun> counts = run -> run.trigger() != RunTrigger.MANUAL;
    return job.running().stream()
        .filter(counts.and(run -> run.startedAt().plus(most).isBefore(now)))
        .findFirst();
  }

  @Override
  void quiet(JobSnapshot job, Sight sight) {
    look(job, sight);
  }

  @Override
  void look(JobSnapshot job, Sight sight) {
    SlaReport report = sight.sla(job);
    SlaConfig agreed = report.config();
    remember(job, agreed, sight);
    if (!agreed.enabled() || !agreed.alertOnBreach()) {
      sight.clear(job);
      return;
    }
    Optional<RunningRun> late =
        Optional.ofNullable(agreed.maxDuration())
            .flatMap(most -> late(job, sight.now(), Duration.ofSeconds(most)));
    boolean broken = Breach.ofJob(report);
    if (late.isPresent()) {
      running(new Breach(job, report, broken), late.get(), sight);
    } else {
      ended(new Breach(job, report, broken), sight);
    }
  }

  private static void remember(JobSnapshot job, SlaConfig agreed, Sight sight) {
    boolean timed = agreed.enabled() && agreed.alertOnBreach() && agreed.maxDuration() != null;
    String text = timed ? String.valueOf(agreed.maxDuration()) : "";
    String kept = sight.state(job).map(PluginState::text).orElse("");
    if (!text.equals(kept)) {
      sight.keep(job, new PluginState(FORM, text));
    }
  }

  /** What may be broken. */
  private record Breach(JobSnapshot job, SlaReport report, boolean ofJob) {

    /** Failures in a row and the error budget, whatever the score. */
    static boolean ofJob(SlaReport report) {
      return report.violations().stream().anyMatch(SlaViolation::isOfJob);
    }

    boolean low(double score) {
      return score < report.config().alertThreshold();
    }

    /** The score with one more run that succeeds in time to start, but takes too long. */
    double scoreWithLate() {
      boolean none = report.health() == SlaHealth.NO_DATA;
      int runs = none ? 0 : report.runs();
      double before = none ? ALL : report.score();
      double compliance = none ? ALL : report.durationCompliance();
      return before - WEIGHT_OF_DURATION * compliance / (runs + 1);
    }
  }

  private void running(Breach breach, RunningRun run, Sight sight) {
    double score = breach.scoreWithLate();
    if (breach.low(score) || breach.ofJob) {
      String late =
          "The run of %s goes on, %d s are allowed"
              .formatted(run.startedAt(), breach.report.config().maxDuration());
      tell(breach, score, Stream.of(late), sight);
    } else {
      sight.clear(breach.job);
    }
  }

  private void ended(Breach breach, Sight sight) {
    SlaReport report = breach.report;
    JobRun last = breach.job.last();
    boolean failed = report.lastRun() == SlaStatus.FAIL || report.lastRun() == SlaStatus.PARTIAL;
    if (breach.ofJob) {
      tell(breach, report.score(), Stream.of(), sight);
    } else if (report.health() == SlaHealth.NO_DATA) {
      sight.noData(breach.job, "no run counts within " + report.config().evaluationPeriod());
    } else if (last != null && last.trigger() == RunTrigger.MANUAL) {
      sight.noData(breach.job, "a person began its last run, which raises no alarm");
    } else if (failed && breach.low(report.score())) {
      tell(breach, report.score(), Stream.of(), sight);
    } else {
      sight.clear(breach.job);
    }
  }

  private static void tell(Breach breach, double score, Stream<String> first, Sight sight) {
    SlaReport report = breach.report;
    List<String> broken =
        Stream.concat(first, report.violations().stream().map(SlaViolation::text))
            .limit(TOLD)
            .toList();
    String name = breach.job.definition().name();
    String what = broken.isEmpty() ? "its newest run did not pass" : broken.get(0);
    Instant cut = report.cutAt();
    String counted = report.runs() + (cut == null ? "" : " since " + cut + ", the newest");
    sight.say(
        sight
            .about(breach.job, name + " breaks its service level: " + what)
            .withSeverity(
                report.health() == SlaHealth.CRITICAL ? ErrorSeverity.HIGH : ErrorSeverity.MEDIUM)
            .withType(ErrorType.PERFORMANCE_DEGRADATION)
            .withHint("Look at what broke it, or agree on a level that it can keep.")
            .withEvidence("score", String.format(Locale.ROOT, "%.1f", score))
            .withEvidence("alert_threshold", Double.toString(report.config().alertThreshold()))
            .withEvidence("runs", counted)
            .withEvidence("violations", String.join("\n", broken)));
  }
}
