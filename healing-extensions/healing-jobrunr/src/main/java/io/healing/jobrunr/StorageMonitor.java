package io.healing.jobrunr;

import io.healing.api.PluginOption;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.RunnerName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.StateName;
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
  private final UnreadWords unreadWords;
  private final StorageProvider storage;
  private final Noticed noticed;
  private final InstantSource clock;
  private final Servers servers = new Servers();
  private final Map<UUID, Instant> left = new HashMap<>();
  private @Nullable Instant idleSince;

  StorageMonitor(RunnerName named, StorageProvider storage, Noticed noticed, InstantSource clock) {
    this.named = named;
    words = new Words(named);
    unreadWords = new UnreadWords(words);
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
    Duration grace = request.options().duration(GRACE);
    Observation.Builder said = Observation.builder();
    said.clear(words.adapter());
    List<Finding> unread = new ArrayList<>();
    guard(
        unread,
        "The instances that failed",
        () -> failed(now.minus(request.options().duration(FAILED)), unread).forEach(said::finding));
    boolean seen =
        guard(unread, "The servers", () -> servers.see(storage.getBackgroundJobServers(), now));
    if (seen) {
      said.clear(words.component());
      Patience patience = new Patience(grace, request.options().duration(ORPHAN));
      guard(
          unread,
          "The instances that are being processed",
          () -> orphaned(now, patience, unread).forEach(said::finding));
      idle(said, now, grace);
      recurring(said);
    }
    unread.forEach(said::finding);
    jobs(said, request.jobsOf(named.runner()), seen && unread.isEmpty());
    Throwable fault = noticed.takeFault();
    if (fault != null) {
      said.finding(words.filterFailed(fault));
    }
    return said.build();
  }

  private record Patience(Duration server, Duration orphan) {}

  /** One part of the look that fails hides no other. */
  private boolean guard(List<Finding> unread, String what, Runnable part) {
    try {
      part.run();
      return true;
    } catch (RuntimeException e) {
      unread.add(unreadWords.all(what, e));
      return false;
    }
  }

  /** What was not read may be of any job. */
  private static void jobs(Observation.Builder said, List<Subject> jobs, boolean whole) {
    for (Subject job : jobs) {
      if (whole) {
        said.clear(job);
      } else {
        said.noData(job, "not all of JobRunr's storage could be read");
      }
    }
  }

  /** Whose subject is named at every look at the servers. */
  private void recurring(Observation.Builder said) {
    RuntimeException why = noticed.recurringUnread();
    if (why != null) {
      said.finding(unreadWords.recurring(why));
    }
  }

  /** A recurring job that fails is told by its runs, and its next start makes it good. */
  private List<Finding> failed(Instant since, List<Finding> unread) {
    Map<Alike.Of, Alike> all = new LinkedHashMap<>();
    Salvage rows = new Salvage(storage, StateName.FAILED);
    rows.newestFirst(
        job -> {
          boolean recent = !job.getUpdatedAt().isBefore(since);
          if (recent && job.getRecurringJobId().isEmpty()) {
            all.computeIfAbsent(Alike.Of.failed(job), Alike::new).add(job);
          }
          return recent;
        });
    unreadWords.rows(rows).ifPresent(unread::add);
    all.keySet().forEach(of -> noticed.once(of.job()));
    return all.values().stream().map(words::failed).toList();
  }

  private List<Finding> orphaned(Instant now, Patience patience, List<Finding> unread) {
    Salvage rows = new Salvage(storage, StateName.PROCESSING);
    Map<Boolean, List<Job>> byLife =
        rows.oldestFirst(LOOKED_AT).stream()
            .collect(Collectors.partitioningBy(job -> lives(job, now, patience.server())));
    List<Job> orphans = byLife.getOrDefault(false, List.of());
    if (rows.unread().isEmpty()) {
      left.keySet().retainAll(ids(orphans));
    } else {
      unreadWords.rows(rows).ifPresent(unread::add);
      left.keySet().removeAll(ids(byLife.getOrDefault(true, List.of())));
    }
    return told(orphans.stream().filter(job -> waited(job, now, patience.orphan())).toList());
  }

  private static Set<UUID> ids(List<Job> jobs) {
    return jobs.stream().map(Job::getId).collect(Collectors.toSet());
  }

  private boolean waited(Job orphan, Instant now, Duration patience) {
    Instant since = left.computeIfAbsent(orphan.getId(), first -> now);
    return !since.plus(patience).isAfter(now);
  }

  private List<Finding> told(List<Job> orphans) {
    Map<Alike.Of, Alike> all = new LinkedHashMap<>();
    for (Job job : orphans) {
      if (job.getRecurringJobId().isEmpty()) {
        noticed.once(JobNames.id(job));
      }
      all.computeIfAbsent(Alike.Of.left(job), Alike::new).add(job);
    }
    return all.values().stream().map(words::orphaned).toList();
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
