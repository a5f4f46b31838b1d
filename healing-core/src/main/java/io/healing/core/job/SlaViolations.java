package io.healing.core.job;

import io.healing.api.Plural;
import io.healing.api.job.ErrorBudgetConfig;
import io.healing.api.job.JobRun;
import io.healing.api.job.SlaViolation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What broke an agreement, in sentences: first what holds for the job, then its runs, newest first.
 */
final class SlaViolations {
  private static final int MOST = 50;

  private final SlaChecks checks;
  private final @Nullable Integer wrong;
  private final Instant now;

  SlaViolations(SlaChecks checks, @Nullable Integer wrong, Instant now) {
    this.checks = checks;
    this.wrong = wrong;
    this.now = now;
  }

  List<SlaViolation> of(List<JobRun> newestFirst) {
    List<SlaViolation> broken = new ArrayList<>();
    inARow(broken);
    budget(broken);
    for (JobRun run : newestFirst) {
      if (broken.size() < MOST) {
        run(run, broken);
      }
    }
    return broken;
  }

  private void inARow(List<SlaViolation> broken) {
    Integer most = checks.config().maxConsecutiveFailures();
    int bad = 0;
    for (JobRun run : checks.newestFirst()) {
      if (Sla.counts(run) && !run.outcome().bad()) {
        break;
      }
      bad += run.outcome().bad() ? 1 : 0;
    }
    if (most != null && bad > most) {
      String text =
          Plural.of(bad, "run")
              + " in a row went wrong, "
              + Plural.of(most, "is", "are")
              + " accepted";
      broken.add(SlaViolation.ofJob(text));
    }
  }

  private void budget(List<SlaViolation> broken) {
    ErrorBudgetConfig budget = checks.config().errorBudget();
    if (budget == null) {
      return;
    }
    long bad = wrong == null ? wrongSince(now.minus(period(budget))) : wrong;
    if (bad > budget.maxFailures()) {
      broken.add(
          SlaViolation.ofJob(
              "%s went wrong within a %s, %s accepted"
                  .formatted(
                      Plural.of(bad, "run"),
                      budget.period().word(),
                      Plural.of(budget.maxFailures(), "is", "are"))));
    }
  }

  private long wrongSince(Instant from) {
    return checks.newestFirst().stream()
        .filter(run -> run.outcome().bad() && !run.startedAt().isBefore(from))
        .count();
  }

  static Duration period(ErrorBudgetConfig budget) {
    return switch (budget.period()) {
      case DAY -> Duration.ofDays(1);
      case WEEK -> Duration.ofDays(7);
      case MONTH -> Duration.ofDays(30);
    };
  }

  private void run(JobRun run, List<SlaViolation> broken) {
    String which = "The run of " + run.startedAt();
    if (run.outcome().bad()) {
      broken.add(SlaViolation.ofRun(run.id(), which + " went wrong"));
    }
    if (checks.onTime(run) == SlaChecks.Answer.NO) {
      long late = checks.late(run).orElse(0L) / 1_000;
      int tolerated = checks.config().scheduleTolerance();
      String text = "%s began %d s late, %d s are tolerated".formatted(which, late, tolerated);
      broken.add(SlaViolation.ofRun(run.id(), text));
    }
    if (checks.inTime(run) == SlaChecks.Answer.NO) {
      long took = run.duration().toSeconds();
      Integer most = checks.config().maxDuration();
      String text = "%s took %d s, %d s are allowed".formatted(which, took, most);
      broken.add(SlaViolation.ofRun(run.id(), text));
    }
  }
}
