package io.healing.core.diagnose;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.healing.api.job.JobRun;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a job will start within the next week, by its schedule; at most 500 starts. */
final class StartTimes {
  static final Duration AHEAD = Duration.ofDays(7);
  private static final int MOST = 500;

  private StartTimes() {}

  static List<Instant> of(JobSnapshot job, Instant now) {
    Optional<JobSchedule> schedule = job.definition().schedule();
    if (schedule.isEmpty()) {
      return List.of();
    }
    Instant end = now.plus(AHEAD);
    return schedule.get() instanceof JobSchedule.Cron cron
        ? byCron(cron, now, end)
        : byPeriod((JobSchedule.Every) schedule.get(), job, end);
  }

  /** A cron expression that cannot be read has no starts; the configuration reader refuses it. */
  private static List<Instant> byCron(JobSchedule.Cron cron, Instant now, Instant end) {
    List<Instant> starts = new ArrayList<>();
    try {
      CronParser parser =
          new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
      ExecutionTime times = ExecutionTime.forCron(parser.parse(cron.expression()));
      Optional<ZonedDateTime> next = times.nextExecution(now.atZone(cron.zone()));
      while (next.isPresent() && starts.size() < MOST && next.get().toInstant().isBefore(end)) {
        starts.add(next.get().toInstant());
        next = times.nextExecution(next.get());
      }
    } catch (IllegalArgumentException unreadable) {
      return List.of();
    }
    return starts;
  }

  /** Counted from the last start; without one the phase is not known. */
  private static List<Instant> byPeriod(JobSchedule.Every every, JobSnapshot job, Instant end) {
    List<Instant> starts = new ArrayList<>();
    Instant at = job.lastRun().map(JobRun::startedAt).orElse(end);
    for (int i = 0; i < MOST && at.isBefore(end); i++) {
      starts.add(at);
      at = at.plus(every.period());
    }
    return starts;
  }
}
