package io.healing.core;

import io.healing.api.Nearest;
import io.healing.api.config.JobConfig;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Says once of what is to be healed by the configuration, but that no runner has and that never
 * ran, that it was not seen: its id may be misspelt.
 */
final class Unseen {
  private static final RedactedLog LOG = RedactedLog.of(Unseen.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Rooms rooms;
  private final Instant due;
  private boolean told;

  Unseen(Rooms rooms) {
    this.rooms = rooms;
    due = rooms.now().plus(PATIENCE);
  }

  void look(Instant now) {
    if (!told && !now.isBefore(due)) {
      told = true;
      List<JobSnapshot> jobs = List.copyOf(rooms.jobs().snapshots(now));
      List<String> seen = jobs.stream().filter(this::seen).map(Unseen::id).toList();
      jobs.stream()
          .filter(job -> healed(id(job)) && !seen.contains(id(job)))
          .forEach(job -> tell(id(job), seen));
    }
  }

  private static String id(JobSnapshot job) {
    return job.definition().id();
  }

  private boolean healed(String id) {
    JobConfig configured = rooms.config().jobs().get(id);
    return configured != null && configured.selfHealing().enabled();
  }

  private boolean seen(JobSnapshot job) {
    return job.standing() != null
        || !job.running().isEmpty()
        || job.last() != null
        || !rooms.store().runs().newest(id(job), 1).isEmpty();
  }

  private void tell(String id, List<String> seen) {
    rooms
        .log(LOG)
        .warn(
            "Job {} is to be healed by the configuration, but no runner has it and no run of it was"
                + " seen, now or before.{} Correct the id in the configuration if it is misspelt",
            id,
            Nearest.of(id, seen).map(near -> " Maybe " + near + " is meant.").orElse(""));
  }
}
