package io.healing.api.detect;

import io.healing.api.Options;
import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.SlaReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a monitor is given for one look. Only Healing implements it; it will grow. */
public interface MonitorRequest {
  /** The moment of the look. */
  Instant now();

  /** The monitor's option values. */
  Options options();

  /** Every job that this process observes, as it stands now. */
  Collection<JobSnapshot> jobs();

  /** The jobs that changed since this monitor's last look; all of them at its first. */
  Collection<JobSnapshot> changed();

  /**
   * The subjects that this look is for, out of turn, because the monitor asked for it with {@link
   * Observation.Builder#checkAgain}; empty at an ordinary look, which is for all.
   */
  default Set<Subject> again() {
    return Set.of();
  }

  /**
   * What the monitor may keep and run later, on any thread, when it is told of something that
   * should not wait for its interval: it is then let look within a turn of the loop, a tenth of a
   * second by default. It takes no lock and throws nothing; many calls are one look.
   */
  default Runnable lookSoon() {
    return () -> {};
  }

  /** What this monitor kept of a subject. */
  Optional<PluginState> state(Subject subject);

  /** How a job stands against the agreement on its service; read from its stored runs. */
  SlaReport sla(String jobId);

  /** What the environment must have. */
  EnvironmentConfig environment();

  /** The directory to which relative paths belong. */
  Path baseDirectory();

  /** The jobs that this runner has, as in {@link io.healing.api.job.JobDefinition#runner}. */
  default List<Subject> jobsOf(String runner) {
    return jobs().stream()
        .map(JobSnapshot::definition)
        .filter(job -> job.runner().equals(runner))
        .map(job -> Subject.job(job.id()))
        .toList();
  }
}
