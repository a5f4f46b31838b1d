package io.healing.micrometer;

import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.core.HealingFigures.BreakerState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters about findings in one registry. A gauge that was there once stays, at zero. */
final class Findings {
  private final MeterRegistry registry;
  private final TagValues values;
  private final Map<Tags, AtomicInteger> active = new ConcurrentHashMap<>();
  private final Map<Tags, AtomicInteger> breakers = new ConcurrentHashMap<>();

  Findings(MeterRegistry registry, TagValues values) {
    this.registry = registry;
    this.values = values;
  }

  /** How many have not ended now; what is not among them is zero. */
  void active(Iterable<Incident> incidents) {
    Map<Tags, Integer> counts = new ConcurrentHashMap<>();
    incidents.forEach(incident -> counts.merge(tags(incident), 1, Integer::sum));
    set(active, MeterName.ACTIVE, counts);
  }

  /** How the breakers stand now: of several of the same tags the worst. */
  void breakers(Map<Incident, BreakerState> states) {
    Map<Tags, Integer> worst = new ConcurrentHashMap<>();
    states.forEach((incident, state) -> worst.merge(tags(incident), figure(state), Math::max));
    set(breakers, MeterName.BREAKER_STATE, worst);
  }

  private static int figure(BreakerState state) {
    return switch (state) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }

  private void set(Map<Tags, AtomicInteger> gauges, String name, Map<Tags, Integer> now) {
    now.keySet().forEach(tags -> gauges.computeIfAbsent(tags, key -> gauge(name, key)));
    gauges.forEach((tags, value) -> value.set(now.getOrDefault(tags, 0)));
  }

  private AtomicInteger gauge(String name, Tags tags) {
    AtomicInteger value = new AtomicInteger();
    Gauge.builder(name, value, AtomicInteger::get)
        .tags(tags)
        .strongReference(true)
        .register(registry);
    return value;
  }

  void began(Incident incident) {
    counter(MeterName.SET, tags(incident)).increment();
  }

  void detectedAfter(Incident incident, Duration delay) {
    timer(MeterName.TIME_TO_DETECT, tags(incident)).record(delay);
  }

  void ended(Incident incident) {
    IncidentEnd end = incident.end() == null ? IncidentEnd.UNKNOWN : incident.end();
    Tags tags = tags(incident);
    counter(MeterName.CLEARED, tags.and(MeterName.OUTCOME, end.word())).increment();
    Instant at = incident.resolvedAt();
    if (end == IncidentEnd.VERIFIED && at != null) {
      timer(MeterName.TIME_TO_RECOVER, tags).record(Duration.between(incident.detectedAt(), at));
    }
  }

  /** As any iterable: the method for {@code Tags} itself came with 1.17. */
  private Counter counter(String name, Iterable<Tag> tags) {
    return registry.counter(name, tags);
  }

  private Timer timer(String name, Iterable<Tag> tags) {
    return registry.timer(name, tags);
  }

  private Tags tags(Incident incident) {
    return Tags.of(
        MeterName.JOB,
        values.of(MeterName.JOB, incident.subject().name()),
        MeterName.TYPE,
        values.of("finding", incident.findingId()));
  }
}
