package io.healing.jobrunr;

import io.healing.api.PluginOption;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.RunnerName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.Paging.AmountBasedList;
import org.jobrunr.storage.StorageProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the storage what no run tells: instances that JobRunr gave up, instances that a dead
 * server left, and that no server is there to run anything.
 */
final class StorageMonitor implements Monitor {
  static final String GRACE = "server_grace";
  static final String ORPHAN = "orphan_after";
  static final String FAILED = "failed_within";

  private static final int LOOKED_AT = 1_000;

  private final RunnerName named;
  private final Words words;
  private final StorageProvider storage;
  private final Noticed noticed;
  private final InstantSource clock;
  private final Servers servers = new Servers();
  private final Map<UUID, Instant> left = new HashMap<>();
  private @Nullable Instant idleSince;

  StorageMonitor(RunnerName named, StorageProvider storage, Noticed noticed, InstantSource clock) {
    this.named = named;
    words = new Words(named);
    this.storage = storage;
    this.noticed = noticed;
    this.clock = clock;
  }

  @Override
  public String id() {
    return named.plugin() + ".look";
  }

  @Override
  public List<PluginOption> options() {
    Duration minute = Duration.ofMinutes(1);
    Duration day = Duration.ofDays(1);
    return List.of(
        PluginOption.duration(GRACE, minute.multipliedBy(2), Duration.ofSeconds(5), day),
        PluginOption.duration(ORPHAN, minute.multipliedBy(2), Duration.ofSeconds(5), day),
        PluginOption.duration(FAILED, day, minute, day.multipliedBy(30)));
  }

  @Override
  public synchronized Observation check(MonitorRequest request) {
    Instant now = clock.instant();
    servers.see(storage.getBackgroundJobServers(), now);
    Observation.Builder said = Observation.builder();
    request.jobsOf(named.runner()).forEach(said::clear);
    said.clear(words.component()).clear(words.adapter());
    failed(said, now.minus(request.options().duration(FAILED)));
    Duration grace = request.options().duration(GRACE);
    orphaned(said, now, new Patience(grace, request.options().duration(ORPHAN)));
    idle(said, now, grace);
    Throwable fault = noticed.takeFault();
    if (fault != null) {
      said.finding(words.filterFailed(fault));
    }
    return said.build();
  }

  private record Patience(Duration server, Duration orphan) {}

  /** A recurring job that fails is told by its runs, and its next start makes it good. */
  private void failed(Observation.Builder said, Instant since) {
    Map<Alike.Of, Alike> all = new LinkedHashMap<>();
    new Pages(storage, StateName.FAILED)
        .newestFirst(
            job -> {
              boolean recent = !job.getUpdatedAt().isBefore(since);
              if (recent && job.getRecurringJobId().isEmpty()) {
                all.computeIfAbsent(Alike.Of.failed(job), Alike::new).add(job);
              }
              return recent;
            });
    for (Alike given : all.values()) {
      noticed.once(given.of().job());
      said.finding(words.failed(given));
    }
  }

  private void orphaned(Observation.Builder said, Instant now, Patience patience) {
    List<Job> orphans =
        storage.getJobList(StateName.PROCESSING, AmountBasedList.ascOnUpdatedAt(LOOKED_AT)).stream()
            .filter(job -> !lives(job, now, patience.server()))
            .toList();
    left.keySet().retainAll(orphans.stream().map(Job::getId).collect(Collectors.toSet()));
    Map<Alike.Of, Alike> all = new LinkedHashMap<>();
    for (Job job : orphans) {
      Instant since = left.computeIfAbsent(job.getId(), first -> now);
      if (!since.plus(patience.orphan()).isAfter(now)) {
        if (job.getRecurringJobId().isEmpty()) {
          noticed.once(JobNames.id(job));
        }
        all.computeIfAbsent(Alike.Of.left(job), Alike::new).add(job);
      }
    }
    all.values().forEach(some -> said.finding(words.orphaned(some)));
  }

  private boolean lives(Job job, Instant now, Duration within) {
    return !(job.getJobState() instanceof ProcessingState processed)
        || servers.lives(processed.getServerId(), now, within);
  }

  private void idle(Observation.Builder said, Instant now, Duration grace) {
    if (servers.anyWorks(now, grace)) {
      idleSince = null;
      return;
    }
    Instant since = idleSince == null ? now : idleSince;
    idleSince = since;
    if (!since.plus(grace).isAfter(now)) {
      said.finding(words.noServer(since));
    }
  }
}
