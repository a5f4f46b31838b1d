package io.healing.jobrunr;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jobrunr.storage.BackgroundJobServerStatus;

/**
 * Which servers live. Their heartbeats are only held against one another, never against a clock
 * that is not theirs: one lives while its heartbeat moves. It comes once in a poll interval, which
 * each server has of its own, and JobRunr itself waits for four. Not thread-safe.
 */
final class Servers {
  private static final int POLLS = 4;

  private final Map<UUID, Beat> beats = new HashMap<>();
  private final Set<UUID> working = new HashSet<>();

  private record Beat(Instant told, Instant since, Duration poll) {}

  /** Takes up a look. */
  void see(List<BackgroundJobServerStatus> told, Instant now) {
    Set<UUID> here = new HashSet<>();
    working.clear();
    for (BackgroundJobServerStatus server : told) {
      here.add(server.getId());
      Beat last = beats.get(server.getId());
      if (last == null || !last.told().equals(server.getLastHeartbeat())) {
        beats.put(server.getId(), beat(server, now));
      }
      if (server.isRunning()) {
        working.add(server.getId());
      }
    }
    beats.keySet().retainAll(here);
  }

  private static Beat beat(BackgroundJobServerStatus server, Instant now) {
    Duration poll = Duration.ofSeconds(server.getPollIntervalInSeconds());
    return new Beat(server.getLastHeartbeat(), now, poll);
  }

  /** Whether its heartbeat moved within that time, or within four of its poll intervals. */
  boolean lives(UUID server, Instant now, Duration within) {
    Beat beat = beats.get(server);
    if (beat == null) {
      return false;
    }
    Duration polls = beat.poll().multipliedBy(POLLS);
    Duration patience = polls.compareTo(within) > 0 ? polls : within;
    return !beat.since().plus(patience).isBefore(now);
  }

  /** Whether one lives that is not paused. */
  boolean anyWorks(Instant now, Duration within) {
    return working.stream().anyMatch(server -> lives(server, now, within));
  }
}
