package io.healing.core.job;

import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.RunOutcome;
import io.healing.api.job.RunTrigger;
import io.healing.api.job.SlaConfig;
import io.healing.api.job.SlaStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked of each run. */
final class SlaChecks {
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** A run that its runner's clock began a little early belongs to the moment after it. */
  private static final long EARLY = 1_000;

  private final SlaConfig config;
  private final @Nullable Object table;
  private final List<JobRun> newestFirst;
  private final Instant scheduledSince;

  /** The answer of one check about one run. */
  enum Answer {
    YES,
    NO,
    NOT_ASKED
  }

  SlaChecks(SlaConfig config, @Nullable Object table, ServiceHistory history) {
    this.config = config;
    this.table = table;
    newestFirst = history.newestFirst();
    scheduledSince = history.scheduledSince();
  }

  /** The cron timetable, or the period in milliseconds, or null without a schedule. */
  static @Nullable Object table(JobDefinition definition) {
    JobSchedule schedule = definition.schedule().orElse(null);
    if (schedule instanceof JobSchedule.Cron cron) {
      return new CronTimetable(CronFields.read(cron.expression()), cron.zone());
    }
    return schedule instanceof JobSchedule.Every every ? (Object) every.period().toMillis() : null;
  }

  SlaConfig config() {
    return config;
  }

  List<JobRun> newestFirst() {
    return newestFirst;
  }

  static Answer succeeded(JobRun run) {
    return run.outcome() == RunOutcome.SUCCESS ? Answer.YES : Answer.NO;
  }

  Answer onTime(JobRun run) {
    return late(run)
        .map(by -> by <= config.scheduleTolerance() * 1_000L ? Answer.YES : Answer.NO)
        .orElse(Answer.NOT_ASKED);
  }

  Answer inTime(JobRun run) {
    Integer max = config.maxDuration();
    Long took = run.durationMs();
    if (max == null || took == null) {
      return Answer.NOT_ASKED;
    }
    return took <= max * 1_000L ? Answer.YES : Answer.NO;
  }

  /** By how many milliseconds a scheduled run began too late. */
  Optional<Long> late(JobRun run) {
    if (!scheduled(run)) {
      return Optional.empty();
    }
    long start = run.startedAt().toEpochMilli();
    if (table instanceof CronTimetable cron) {
      long wanted = cron.latest(start + EARLY);
      return wanted < start - DAY ? Optional.empty() : Optional.of(Math.max(0, start - wanted));
    }
    return table instanceof Long period
        ? before(run).map(at -> Math.max(0, start - at - period))
        : Optional.empty();
  }

  /** When the scheduled run before it began, in the same life of its process. */
  private Optional<Long> before(JobRun run) {
    return newestFirst.stream()
        .filter(r -> scheduled(r) && r.instance() == run.instance())
        .filter(r -> r.startedAt().isBefore(run.startedAt()))
        .findFirst()
        .map(r -> r.startedAt().toEpochMilli());
  }

  /** Whether the present schedule began it. */
  private boolean scheduled(JobRun run) {
    return run.trigger() == RunTrigger.SCHEDULED && !run.startedAt().isBefore(scheduledSince);
  }

  SlaStatus nothing() {
    return SlaStatus.NO_SLA;
  }

  SlaStatus status(JobRun run) {
    List<Answer> asked = new ArrayList<>(List.of(succeeded(run), onTime(run), inTime(run)));
    asked.removeIf(answer -> answer == Answer.NOT_ASKED);
    if (asked.isEmpty()) {
      return SlaStatus.NO_SLA;
    }
    if (!asked.contains(Answer.NO)) {
      return SlaStatus.PASS;
    }
    return asked.contains(Answer.YES) ? SlaStatus.PARTIAL : SlaStatus.FAIL;
  }
}
