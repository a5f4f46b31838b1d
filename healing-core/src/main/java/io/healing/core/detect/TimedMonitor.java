package io.healing.core.detect;

import io.healing.api.PluginOption;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * A monitor of what time alone can bring about. It glances at every job, cheaply, and looks at
 * those that it may concern; of the others it speaks only when they changed.
 */
abstract class TimedMonitor extends JobMonitor {
  TimedMonitor(String name, Duration interval, PluginOption... options) {
    super(name, interval, options);
  }

  @Override
  public final Observation check(MonitorRequest request) {
    Sight sight = new Sight(request, finding());
    Set<String> looked = new HashSet<>();
    each(
        request.jobs(),
        sight,
        job -> {
          if (concerns(job, sight)) {
            looked.add(job.definition().id());
            look(job, sight);
          }
        });
    each(
        request.changed(),
        sight,
        job -> {
          if (!looked.contains(job.definition().id())) {
            quiet(job, sight);
          }
        });
    return sight.seen();
  }

  /** Whether the job is worth a look; asked of every job each time. */
  abstract boolean concerns(JobSnapshot job, Sight sight);

  /** Says something of a job that changed and does not concern it. */
  abstract void quiet(JobSnapshot job, Sight sight);
}
