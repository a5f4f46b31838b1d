package io.healing.core.store;

import io.healing.api.job.JobRun;
import io.healing.api.store.RunRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

final class MemoryRuns implements RunRepository {
  private static final int MOST = 1_000;

  private final Tables tables;

  MemoryRuns(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void save(Collection<JobRun> runs) {
    tables.guard.run(() -> runs.forEach(this::keep));
  }

  @Override
  public Optional<JobRun> find(long id) {
    return tables.guard.hold(() -> tables.runs.find(id));
  }

  @Override
  public List<JobRun> newest(String jobId, int limit) {
    return since(jobId, Instant.MIN, limit);
  }

  @Override
  public void newestOfEach(
      Collection<String> jobs, int limit, BiConsumer<String, List<JobRun>> each) {
    List.copyOf(jobs).forEach(job -> each.accept(job, newest(job, limit)));
  }

  @Override
  public List<JobRun> since(String jobId, Instant from, int limit) {
    return tables.guard.hold(
        () ->
            tables.runsOfJob.of(jobId).descendingSet().stream()
                .takeWhile(run -> !run.startedAt().isBefore(from))
                .limit(limit)
                .toList());
  }

  @Override
  public List<JobRun> unfinished(long instance) {
    return tables.guard.hold(
        () -> Tables.first(MOST, tables.running.of(Long.toString(instance)).stream()));
  }

  @Override
  public int countSince(String jobId, Instant from, boolean bad) {
    return tables.guard.hold(() -> (int) ended(jobId, from, bad));
  }

  @Override
  public long count() {
    return tables.guard.hold(() -> (long) tables.runs.size());
  }

  private long ended(String jobId, Instant from, boolean bad) {
    return tables.runsOfJob.of(jobId).stream()
        .filter(run -> !bad || run.outcome().bad())
        .map(JobRun::finishedAt)
        .filter(end -> end != null && end.isAfter(from))
        .count();
  }

  private void keep(JobRun run) {
    Tables.written(run.outcome(), run.trigger());
    boolean stale = !run.ended() && tables.runs.find(run.id()).filter(JobRun::ended).isPresent();
    if (!stale) {
      tables.runs.put(run.id(), run);
      makeRoom();
    }
  }

  private void makeRoom() {
    if (tables.runs.size() > tables.capacity.runs()) {
      tables.runsByTime.of("").stream()
          .filter(JobRun::ended)
          .findFirst()
          .ifPresent(oldest -> tables.runs.remove(oldest.id()));
    }
    while (tables.bulk.characters() > tables.capacity.characters()) {
      JobRun oldest = tables.bulk.oldest().orElseThrow();
      tables.runs.put(oldest.id(), Bulk.without(oldest));
    }
  }
}
