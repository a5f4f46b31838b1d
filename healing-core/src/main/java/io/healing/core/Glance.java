package io.healing.core;

import io.healing.api.Options;
import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.config.HealingConfig;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.SlaConfig;
import io.healing.api.job.SlaReport;
import io.healing.core.job.Jobs;
import io.healing.core.job.ServiceHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What one monitor is given for one look: values taken on the loop's thread. */
record Glance(
    Instant now,
    Options options,
    Collection<JobSnapshot> jobs,
    Collection<JobSnapshot> changed,
    Set<Subject> again,
    Map<Subject, PluginState> states,
    Function<String, SlaReport> agreements,
    Runnable lookSoon,
    HealingConfig config)
    implements MonitorRequest {

  /** What a check of the environment is given; it does not look at jobs. */
  static Glance ofEnvironment(Instant now, Options options, HealingConfig config) {
    return new Glance(
        now,
        options,
        List.of(),
        List.of(),
        Set.of(),
        Map.of(),
        id ->
            Jobs.sla(
                SlaConfig.defaults(), ServiceHistory.whole(List.of()), JobDefinition.of(id), now),
        () -> {},
        config);
  }

  @Override
  public Optional<PluginState> state(Subject subject) {
    return Optional.ofNullable(states.get(subject));
  }

  @Override
  public SlaReport sla(String jobId) {
    return agreements.apply(jobId);
  }

  @Override
  public EnvironmentConfig environment() {
    return config.environment();
  }

  @Override
  public Path baseDirectory() {
    return config.baseDirectory();
  }
}
