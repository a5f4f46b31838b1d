package io.healing.jobrunr;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.jobs.states.EnqueuedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ProcessingState;

/** Instances as a server leaves them that lost its power. */
final class Orphans {
  private static final Duration AGO = Duration.ofMinutes(10);

  private Orphans() {}

  static UUID leave(JobRunrRig rig, String name) {
    Works.put(name, () -> {});
    return leave(rig, name, UUID.randomUUID());
  }

  /** What the run of this name is to do was said. */
  static UUID leave(JobRunrRig rig, String name, UUID server) {
    JobDetails call =
        new JobDetails(
            Works.class.getName(), null, "mail", List.of(new JobParameter(String.class, name)));
    Instant then = Instant.now().minus(AGO);
    List<JobState> states =
        List.of(new EnqueuedState(then), new ProcessingState(server, "dead", then, then));
    Job left = new Job(UUID.randomUUID(), 0, call, states, new ConcurrentHashMap<>());
    left.setJobName("mail " + name);
    return rig.storage().save(left).getId();
  }
}
