package io.healing.core;

import io.healing.api.config.JobConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.SlaConfig;
import io.healing.api.job.SlaReport;
import io.healing.api.store.RunRepository;
import io.healing.core.job.Jobs;
import io.healing.core.job.ServiceHistory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How jobs stand against the agreements on their service. It is read from their stored runs; but
 * for the first look the runs do that were read when the jobs were made known, so that a start with
 * many jobs does not ask for each of them again. Thread-safe.
 */
final class Agreements {
  private static final int MOST_RUNS = 1_000;

  private final Rooms rooms;
  private final ScheduleAges schedules;
  private final Map<String, SlaReport> first = new ConcurrentHashMap<>();

  Agreements(Rooms rooms) {
    this.rooms = rooms;
    schedules = new ScheduleAges(rooms);
  }

  /** Jobs are about to be made known. */
  void expect(Collection<String> jobs, Instant now) {
    schedules.look(jobs, now);
  }

  /**
   * Remembers how a job stands, when that can be told from these runs.
   *
   * @param newest its newest runs, newest first
   * @param all whether it has no others
   */
  void learn(JobConfig job, List<JobRun> newest, boolean all, Instant now) {
    SlaConfig sla = agreed(job);
    if (sla.enabled() && (all || reach(newest, now.minus(ServiceHistory.reach(sla))))) {
      String id = job.definition().id();
      Instant since = schedules.of(id);
      ServiceHistory history = ServiceHistory.whole(newest).withScheduledSince(since);
      first.put(id, Jobs.sla(sla, history, job.definition(), now));
    }
  }

  private static boolean reach(List<JobRun> newest, Instant from) {
    return newest.get(newest.size() - 1).startedAt().isBefore(from);
  }

  /** A run of the job ended, so that it stands otherwise now. */
  void outdated(String jobId) {
    first.remove(jobId);
  }

  /** The job is known no longer. */
  void forget(String jobId) {
    first.remove(jobId);
    schedules.forget(jobId);
  }

  /** How a job stands. */
  SlaReport of(String jobId, Instant now) {
    SlaReport known = first.remove(jobId);
    return known == null ? read(jobId, now) : known;
  }

  private SlaReport read(String jobId, Instant now) {
    JobConfig job =
        jobId.startsWith("@")
            ? JobConfig.of(JobDefinition.of("no-job"))
            : rooms.config().job(jobId);
    SlaConfig sla = agreed(job);
    if (!sla.enabled()) {
      return Jobs.sla(sla, ServiceHistory.whole(List.of()), job.definition(), now);
    }
    ServiceHistory history = history(jobId, sla, now).withScheduledSince(schedules.of(jobId));
    return Jobs.sla(sla, history, job.definition(), now);
  }

  /** Of a job with very many runs the newest; what its budget needs is counted, not read. */
  private ServiceHistory history(String jobId, SlaConfig sla, Instant now) {
    RunRepository stored = rooms.store().runs();
    List<JobRun> runs = stored.since(jobId, now.minus(ServiceHistory.reach(sla)), MOST_RUNS);
    if (runs.size() < MOST_RUNS) {
      return ServiceHistory.whole(runs);
    }
    Integer wrong =
        ServiceHistory.budgetPeriod(sla)
            .map(period -> stored.countSince(jobId, now.minus(period), true))
            .orElse(null);
    return new ServiceHistory(runs, true, wrong, Instant.EPOCH);
  }

  private static SlaConfig agreed(JobConfig job) {
    SlaConfig sla = job.sla();
    return sla == null ? SlaConfig.defaults() : sla;
  }
}
