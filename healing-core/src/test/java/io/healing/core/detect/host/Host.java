package io.healing.core.detect.host;

import io.healing.api.Options;
import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.act.ServiceConfig;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.host.Handle;
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
import java.util.Set;
import javax.sql.DataSource;

/** A program that is watched, on a clock that the test holds. */
final class Host {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration EVERY = Duration.ofSeconds(30);

  private final Map<String, Map<Subject, PluginState>> states = new HashMap<>();
  private final Map<String, String> options = new HashMap<>();
  private List<Handle> handles = List.of();
  private Map<String, DataSource> dataSources = Map.of();
  private List<ServiceConfig> services = List.of();
  private ErrorDetectionConfig config = ErrorDetectionConfig.defaults();
  private EnvironmentConfig environment = EnvironmentConfig.defaults();
  private List<JobSnapshot> jobs = List.of();
  private Path base = Path.of("").toAbsolutePath();
  private Instant now = START.plusSeconds(60);
  private int samples;

  Host handles(Handle... given) {
    handles = List.of(given);
    return this;
  }

  Host dataSource(String name, DataSource source) {
    dataSources = Map.of(name, source);
    return this;
  }

  Host services(ServiceConfig... given) {
    services = List.of(given);
    return this;
  }

  Host config(ErrorDetectionConfig given) {
    config = given;
    return this;
  }

  Host environment(EnvironmentConfig given) {
    environment = given;
    return this;
  }

  Host jobs(JobSnapshot... given) {
    jobs = List.of(given);
    return this;
  }

  Host base(Path given) {
    base = given;
    return this;
  }

  Host option(String key, String value) {
    options.put(key, value);
    return this;
  }

  Host at(Instant moment) {
    now = moment;
    return this;
  }

  Host after(Duration span) {
    now = now.plus(span);
    return this;
  }

  Instant now() {
    return now;
  }

  HostSettings settings() {
    return new HostSettings(
        config,
        handles,
        dataSources,
        services,
        base.resolve("healing.db"),
        "shop",
        START,
        System::nanoTime,
        () -> "m" + samples++);
  }

  /** The built-in monitor of this name. */
  Monitor monitor(String name) {
    return java.util.stream.Stream.concat(
            HostMonitors.ofMachine(settings()).stream(),
            HostMonitors.ofProgram(settings()).stream())
        .filter(monitor -> monitor.id().equals("healing.monitor." + name))
        .findFirst()
        .orElseThrow();
  }

  /** Looks, and lets the time until the next look pass. */
  Observation look(Monitor monitor) {
    Observation seen = lookAgain(monitor);
    now = now.plus(EVERY);
    return seen;
  }

  /** Looks out of turn at some subjects, or at all where none are given; no time passes. */
  Observation lookAgain(Monitor monitor, Subject... subjects) {
    Map<Subject, PluginState> kept = states.computeIfAbsent(monitor.id(), id -> new HashMap<>());
    Options values = Options.of(monitor.options(), options);
    Observation seen =
        monitor.check(new Look(now, values, jobs, Map.copyOf(kept), Set.of(subjects), this));
    kept.putAll(seen.states());
    return seen;
  }

  /** Looks so often; what is seen at the last look. */
  Observation looks(Monitor monitor, int times) {
    for (int i = 1; i < times; i++) {
      look(monitor);
    }
    return look(monitor);
  }

  static Finding only(Observation seen) {
    if (seen.findings().size() != 1) {
      throw new AssertionError("not one finding but " + seen.findings() + seen.noData());
    }
    return seen.findings().get(0);
  }

  static HealthMetric metric(Observation seen, String name) {
    return seen.metrics().stream()
        .filter(metric -> metric.metricName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + seen.metrics()));
  }

  private record Look(
      Instant now,
      Options options,
      Collection<JobSnapshot> jobs,
      Map<Subject, PluginState> states,
      Set<Subject> again,
      Host host)
      implements MonitorRequest {

    @Override
    public Collection<JobSnapshot> changed() {
      return jobs;
    }

    @Override
    public Optional<PluginState> state(Subject subject) {
      return Optional.ofNullable(states.get(subject));
    }

    @Override
    public SlaReport sla(String jobId) {
      throw new IllegalStateException("nobody was to ask for the agreement of " + jobId);
    }

    @Override
    public EnvironmentConfig environment() {
      return host.environment;
    }

    @Override
    public Path baseDirectory() {
      return host.base;
    }
  }
}
