package io.healing.micrometer;

import io.healing.api.job.JobSnapshot;
import io.healing.api.job.RunningRun;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The runs that have not ended, in one registry. Used under a lock. */
final class ActiveRuns {
  private static final int MOST = 10_000;

  private final MeterRegistry registry;
  private final TagValues values;
  private final Map<Long, LongTaskTimer.Sample> running = new HashMap<>();

  ActiveRuns(MeterRegistry registry, TagValues values) {
    this.registry = registry;
    this.values = values;
  }

  /** Begins to time what is new and stops what is gone. */
  void now(Collection<JobSnapshot> jobs) {
    Set<Long> seen = new HashSet<>();
    for (JobSnapshot job : jobs) {
      LongTaskTimer timer = timer(job.definition().id());
      for (RunningRun run : job.running()) {
        seen.add(run.id());
        if (running.size() < MOST) {
          running.computeIfAbsent(run.id(), id -> timer.start());
        }
      }
    }
    stop(seen);
  }

  /** Stops what is not among these. */
  void stop(Set<Long> seen) {
    running.forEach((id, sample) -> stopUnless(seen.contains(id), sample));
    running.keySet().retainAll(seen);
  }

  private static void stopUnless(boolean stays, LongTaskTimer.Sample sample) {
    if (!stays) {
      sample.stop();
    }
  }

  private LongTaskTimer timer(String job) {
    return LongTaskTimer.builder(MeterName.RUNS_ACTIVE)
        .tag(MeterName.JOB, values.of(MeterName.JOB, job))
        .register(registry);
  }
}
