package io.healing.core;

import io.healing.api.config.JobConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.SlaConfig;
import io.healing.api.job.SlaReport;
import io.healing.core.job.Jobs;
import java.time.Instant;
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
  private final Map<String, SlaReport> first = new ConcurrentHashMap<>();

  Agreements(Rooms rooms) {
    this.rooms = rooms;
  }

  /**
   * Remembers how a job stands, when that can be told from these runs.
   *
   * @param newest its newest runs, newest first
   * @param all whether it has no others
   */
  void learn(JobConfig job, List<JobRun> newest, boolean all, Instant now) {
    SlaConfig sla = agreed(job);
    if (sla.enabled() && (all || reach(newest, now.minus(Jobs.evaluationPeriod(sla))))) {
      first.put(job.definition().id(), Jobs.sla(sla, newest, job.definition(), now));
    }
  }

  private static boolean reach(List<JobRun> newest, Instant from) {
    return newest.get(newest.size() - 1).startedAt().isBefore(from);
  }

  /** A run of the job ended, so that it stands otherwise now. */
  void outdated(String jobId) {
    first.remove(jobId);
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
      return Jobs.sla(sla, List.of(), job.definition(), now);
    }
    Instant from = now.minus(Jobs.evaluationPeriod(sla));
    List<JobRun> runs = rooms.store().runs().since(jobId, from, MOST_RUNS);
    return Jobs.sla(sla, runs, job.definition(), now);
  }

  private static SlaConfig agreed(JobConfig job) {
    SlaConfig sla = job.sla();
    return sla == null ? SlaConfig.defaults() : sla;
  }
}
