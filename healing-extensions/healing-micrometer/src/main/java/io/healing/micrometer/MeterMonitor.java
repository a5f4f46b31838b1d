package io.healing.micrometer;

import io.healing.api.PluginOption;
import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.MetricName;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches meters of the program: each number is a sample {@code meter/<name>}, compared with its
 * own past as every sample is, and at a limit the finding {@code meter.limit} on {@code
 * @component/<name>}. What is watched is said in code, or by the option {@code watch} of {@code
 * plugins.healing-micrometer.meters}, one meter a line. Found by {@code discoverPlugins()} with
 * Micrometer's global registry; until it is told what to watch it does nothing. Thread-safe.
 */
public final class MeterMonitor implements Monitor {
  private static final Logger LOG = LoggerFactory.getLogger(MeterMonitor.class);
  private static final String WATCH = "watch";
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final MeterRegistry registry;
  private final List<MeterWatch> watched;
  private final Map<String, Mark> marks = new ConcurrentHashMap<>();
  private final NeverSeen unseen = new NeverSeen(LOG::warn);

  /** The counts at the look before; they live no longer than the meters do. */
  private record Mark(Instant at, double count, double total) {}

  /** On Micrometer's global registry, with what the configuration names. */
  public MeterMonitor() {
    this(Metrics.globalRegistry, List.of());
  }

  private MeterMonitor(MeterRegistry registry, List<MeterWatch> watched) {
    this.registry = registry;
    this.watched = List.copyOf(watched);
  }

  /** On this registry, with what the configuration names. */
  public static MeterMonitor of(MeterRegistry registry) {
    return new MeterMonitor(Objects.requireNonNull(registry, "registry"), List.of());
  }

  /** With one more meter that is watched. */
  public MeterMonitor watching(MeterWatch watch) {
    List<MeterWatch> more = new ArrayList<>(watched);
    more.add(Objects.requireNonNull(watch, "watch"));
    return new MeterMonitor(registry, more);
  }

  @Override
  public String id() {
    return "healing-micrometer.meters";
  }

  @Override
  public List<PluginOption> options() {
    return List.of(PluginOption.text(WATCH, "").withForm(WatchText.FORM).lines());
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  /**
   * Reads every meter once.
   *
   * @throws io.healing.api.HealingException when a line of {@code watch} is not as it must be
   */
  @Override
  public Observation check(MonitorRequest request) {
    List<MeterWatch> all = new ArrayList<>(watched);
    all.addAll(WatchText.read(request.options().text(WATCH)));
    Observation.Builder said = Observation.builder();
    all.forEach(watch -> look(watch, request.now(), said));
    return said.build();
  }

  private void look(MeterWatch watch, Instant now, Observation.Builder said) {
    Collection<Meter> meters = registry.find(watch.meter()).tags(watch.tags()).meters();
    unseen.look(watch, !meters.isEmpty(), now, this::names);
    Sums sums = Sums.of(meters);
    Mark before = marks.put(watch.name(), new Mark(now, sums.count(), sums.total()));
    double value = value(watch, sums, before, now);
    if (Double.isFinite(value)) {
      tell(watch, value, now, said);
    } else {
      said.noData(watch.subject(), silence(watch, sums, meters.isEmpty()));
    }
  }

  private Set<String> names() {
    return registry.getMeters().stream()
        .map(meter -> meter.getId().getName())
        .collect(Collectors.toSet());
  }

  private static double value(MeterWatch watch, Sums sums, @Nullable Mark before, Instant now) {
    return switch (watch.figure()) {
      case GAUGE -> sums.value();
      case MAX -> sums.max();
      case RATE -> before == null ? Double.NaN : rate(sums, before, now);
      case MEAN -> before == null ? Double.NaN : mean(sums, before);
    };
  }

  /** A count that became smaller began anew. */
  private static double rate(Sums sums, Mark before, Instant now) {
    double seconds = Duration.between(before.at(), now).toMillis() / 1_000.0;
    double more = sums.count() - before.count();
    return more < 0 || seconds <= 0 ? Double.NaN : more / seconds;
  }

  private static double mean(Sums sums, Mark before) {
    double more = sums.count() - before.count();
    return more <= 0 ? Double.NaN : (sums.total() - before.total()) / more;
  }

  private static String silence(MeterWatch watch, Sums sums, boolean none) {
    if (none) {
      return "there is no meter " + watch.name() + " in the registry";
    }
    boolean counts = !Double.isNaN(sums.count());
    return switch (watch.figure()) {
      case GAUGE, MAX -> watch.meter() + " has no " + watch.figure().word() + " now";
      case RATE -> counts ? "it is counted from now on" : watch.meter() + " does not count";
      case MEAN ->
          counts ? "nothing was recorded since the look before" : watch.meter() + " has no mean";
    };
  }

  private static void tell(MeterWatch watch, double value, Instant now, Observation.Builder said) {
    HealthStatus status = HealthMetric.status(value, watch.warning(), watch.critical());
    String name = MetricName.of("meter", watch.name());
    String id = java.util.UUID.randomUUID().toString();
    said.metric(new HealthMetric(id, name, value, watch.warning(), watch.critical(), status, now));
    if (status == HealthStatus.HEALTHY) {
      said.clear(watch.subject(), watch.amount(value));
    } else {
      said.finding(finding(watch, value, status));
    }
  }

  private static Finding finding(MeterWatch watch, double value, HealthStatus status) {
    Subject subject = watch.subject();
    boolean critical = status == HealthStatus.CRITICAL;
    Double limit = critical ? watch.critical() : watch.warning();
    String at = limit == null ? "" : watch.amount(limit);
    String message =
        watch.name()
            + " is "
            + watch.amount(value)
            + ", its "
            + (critical ? "critical limit" : "warning")
            + " is "
            + at;
    return Finding.of("meter.limit", subject, message)
        .withType(ErrorType.PERFORMANCE_DEGRADATION)
        .withSeverity(critical ? ErrorSeverity.HIGH : ErrorSeverity.MEDIUM)
        .withHint("See what drives this meter; where the value is usual, raise its limit.")
        .withEvidence("value", Double.toString(value))
        .withEvidence("limit", at);
  }
}
