package io.healing.core.detect;

import io.healing.api.PluginOption;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.job.JobSnapshot;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * A monitor that looks at one job after the other, at those only that changed since its last look.
 * A job that cannot be read is no data and does not hide the others.
 */
abstract class JobMonitor implements Monitor {
  private final String name;
  private final Duration interval;
  private final List<PluginOption> options;

  JobMonitor(String name, Duration interval, PluginOption... options) {
    this.name = name;
    this.interval = interval;
    this.options = List.of(options);
  }

  @Override
  public final String id() {
    return "healing.monitor." + name;
  }

  /** The id of what it finds. */
  final String finding() {
    return "job." + name;
  }

  @Override
  public final Duration interval() {
    return interval;
  }

  @Override
  public final List<PluginOption> options() {
    return options;
  }

  @Override
  public Observation check(MonitorRequest request) {
    Sight sight = new Sight(request, finding());
    each(request.changed(), sight, job -> look(job, sight));
    return sight.seen();
  }

  /** Says of one job what is wrong, that it is well, or why nothing can be said. */
  abstract void look(JobSnapshot job, Sight sight);

  static void each(Collection<JobSnapshot> jobs, Sight sight, Consumer<JobSnapshot> look) {
    for (JobSnapshot job : jobs) {
      try {
        look.accept(job);
      } catch (RuntimeException e) {
        sight.unreadable(job, e);
      }
    }
  }
}
