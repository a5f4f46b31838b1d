package io.healing.core.detect;

import io.healing.api.Options;
import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.JobSnapshot;
import io.healing.api.job.SlaReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Lets one monitor look again and again, and keeps for it what it wants kept. */
final class Watch {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final Monitor monitor;
  private final Map<String, String> options = new HashMap<>();
  private final Map<Subject, PluginState> states = new HashMap<>();
  private Function<String, SlaReport> agreements =
      id -> {
        throw new IllegalStateException("nobody was to ask for the agreement of " + id);
      };
  private Instant now = START;

  Watch(Monitor monitor) {
    this.monitor = monitor;
  }

  Watch option(String key, String value) {
    options.put(key, value);
    return this;
  }

  Watch agreement(Function<String, SlaReport> given) {
    agreements = given;
    return this;
  }

  Watch after(Duration span) {
    now = now.plus(span);
    return this;
  }

  Instant now() {
    return now;
  }

  /** All these jobs changed. */
  Observation changed(JobSnapshot... jobs) {
    return look(List.of(jobs), List.of(jobs));
  }

  /** These jobs are there, and nothing happened to them. */
  Observation idle(JobSnapshot... jobs) {
    return look(List.of(jobs), List.of());
  }

  Observation look(Collection<JobSnapshot> jobs, Collection<JobSnapshot> changed) {
    Options checked = Options.of(monitor.options(), options);
    Observation seen =
        monitor.check(new Request(now, checked, jobs, changed, Map.copyOf(states), agreements));
    states.putAll(seen.states());
    return seen;
  }

  static Finding only(Observation seen) {
    if (seen.findings().size() != 1) {
      throw new AssertionError("not one finding but " + seen.findings() + seen.noData());
    }
    return seen.findings().get(0);
  }

  private record Request(
      Instant now,
      Options options,
      Collection<JobSnapshot> jobs,
      Collection<JobSnapshot> changed,
      Map<Subject, PluginState> states,
      Function<String, SlaReport> agreements)
      implements MonitorRequest {

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
      return EnvironmentConfig.defaults();
    }

    @Override
    public Path baseDirectory() {
      return Path.of("").toAbsolutePath();
    }
  }
}
