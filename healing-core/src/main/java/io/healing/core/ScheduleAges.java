package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.config.JobConfig;
import io.healing.api.job.JobSchedule;
import io.healing.api.job.SlaConfig;
import io.healing.api.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Since when jobs with an agreement have the schedule that they have, so that runs of before are
 * not held against it. A job of which no other schedule is known has had it always. Thread-safe.
 */
final class ScheduleAges {
  private static final RedactedLog LOG = RedactedLog.of(ScheduleAges.class);
  private static final String OWNER = "healing.schedule";
  private static final int FORM = 1;
  private static final String BETWEEN = "\n";

  private final Rooms rooms;
  private final Map<String, Instant> since = new ConcurrentHashMap<>();

  /** A schedule, and since when a job has it. */
  private record Seen(Instant since, String schedule) {
    static Seen of(String text) {
      String[] parts = text.split(BETWEEN, 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException("it names no schedule");
      }
      return new Seen(Instant.parse(parts[0]), parts[1]);
    }

    PluginState state() {
      return new PluginState(FORM, since + BETWEEN + schedule);
    }
  }

  ScheduleAges(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Compares the schedules of these jobs with those that were seen last. */
  void look(Collection<String> jobs, Instant now) {
    List<JobConfig> agreed = new ArrayList<>();
    jobs.forEach(id -> agreed.add(rooms.config().job(id)));
    agreed.removeIf(job -> !measured(job));
    if (!agreed.isEmpty()) {
      Map<String, Seen> kept = rooms.stored().all(OWNER, (job, text) -> Seen.of(text));
      Map<String, PluginState> changed = new HashMap<>();
      agreed.forEach(job -> look(job, kept.get(job.definition().id()), changed, now));
      changed.keySet().removeAll(rooms.stored().strange(OWNER));
      save(changed);
    }
  }

  private static boolean measured(JobConfig job) {
    SlaConfig sla = job.sla();
    return sla != null && sla.enabled() && job.definition().schedule().isPresent();
  }

  private void look(
      JobConfig job, @Nullable Seen kept, Map<String, PluginState> changed, Instant now) {
    String schedule = job.definition().schedule().map(JobSchedule::text).orElse("");
    Seen seen = seen(kept, schedule, now);
    since.put(job.definition().id(), seen.since());
    if (!seen.equals(kept)) {
      changed.put(job.definition().id(), seen.state());
    }
  }

  private static Seen seen(@Nullable Seen kept, String schedule, Instant now) {
    if (kept == null) {
      return new Seen(Instant.EPOCH, schedule);
    }
    return kept.schedule().equals(schedule) ? kept : new Seen(now, schedule);
  }

  private void save(Map<String, PluginState> changed) {
    try {
      if (!changed.isEmpty()) {
        rooms.store().states().save(OWNER, changed);
      }
    } catch (StoreException e) {
      rooms
          .log(LOG)
          .warn("The schedules seen could not be saved; the next start compares them again: {}", e);
    }
  }

  /** The job is known no longer. */
  void forget(String jobId) {
    since.remove(jobId);
  }

  /** Since when a job has its schedule. */
  Instant of(String jobId) {
    return since.getOrDefault(jobId, Instant.EPOCH);
  }
}
