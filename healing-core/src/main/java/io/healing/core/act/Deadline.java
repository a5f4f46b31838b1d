package io.healing.core.act;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.healing.api.config.LimitsConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.JobStanding;
import io.healing.api.job.JobStatistics;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Until when it must have been seen whether a change helped. A job with a schedule: its next
 * expected start, plus its grace, plus its usual duration (95 of 100 runs were shorter); a job
 * without: 24 hours; anything else: twice the settle time, so that a check falls between.
 */
final class Deadline {
  private final LimitsConfig limits;

  Deadline(LimitsConfig limits) {
    this.limits = limits;
  }

  Instant of(Situation situation, Instant since) {
    if (!situation.subject().isJob()) {
      return since.plus(situation.settle().multipliedBy(2));
    }
    JobSnapshot job = situation.job();
    Instant expected =
        Optional.ofNullable(job)
            .flatMap(known -> expectedEnd(known, since))
            .orElseGet(() -> since.plus(limits.unscheduledDeadline()));
    Instant settled = since.plus(situation.settle());
    return expected.isBefore(settled) ? settled : expected;
  }

  private static Optional<Instant> expectedEnd(JobSnapshot job, Instant since) {
    JobDefinition definition = job.definition();
    return definition
        .schedule()
        .flatMap(schedule -> next(schedule, since))
        .or(() -> promised(job, since))
        .map(start -> start.plus(definition.startGrace()).plus(usual(job)));
  }

  private static Optional<Instant> next(JobSchedule schedule, Instant since) {
    if (schedule instanceof JobSchedule.Every every) {
      return Optional.of(since.plus(every.period()));
    }
    JobSchedule.Cron cron = (JobSchedule.Cron) schedule;
    CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    return ExecutionTime.forCron(parser.parse(cron.expression()))
        .nextExecution(since.atZone(cron.zone()))
        .map(ZonedDateTime::toInstant);
  }

  /** What only the job's runner knows. */
  private static Optional<Instant> promised(JobSnapshot job, Instant since) {
    return Optional.ofNullable(job.standing())
        .map(JobStanding::next)
        .filter(next -> next.isAfter(since));
  }

  private static Duration usual(JobSnapshot job) {
    JobStatistics statistics = job.statistics();
    return statistics.samples() > 0
        ? Duration.ofMillis(statistics.p95Ms())
        : job.definition().maxDuration().orElse(Duration.ZERO);
  }
}
