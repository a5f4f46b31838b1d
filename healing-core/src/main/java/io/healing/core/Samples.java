package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.Subject;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Observation;
import io.healing.api.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what monitors measured, what they want kept, and how long they took. */
final class Samples {
  private static final RedactedLog LOG = RedactedLog.of(Samples.class);
  private static final int STREAMS = 2_000;

  private final Rooms rooms;
  private final Map<String, HealthMetric> newest =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, HealthMetric> eldest) {
              return size() > STREAMS;
            }
          });
  private final Anomalies anomalies;
  private final List<HealthMetric> unstored = new ArrayList<>();
  private final Map<String, Map<String, PluginState>> unsaved = new HashMap<>();

  Samples(Rooms rooms) {
    this.rooms = rooms;
    anomalies =
        new Anomalies(
            new Streams(rooms.store(), STREAMS, rooms.config().selfHealing().logLevel()),
            Subject.jvm(rooms.assembly().name()),
            new KnownChanges(rooms.store())::explain);
  }

  /**
   * Keeps what comes with an answer and was remembered; what it found does not depend on that.
   *
   * @return what the samples tell by their own past
   */
  Observation keep(Look look, Observation observation, Instant now) {
    List<HealthMetric> metrics = new ArrayList<>(observation.metrics());
    look.time().sample(now).ifPresent(metrics::add);
    remember(metrics.subList(observation.metrics().size(), metrics.size()));
    boolean compared = rooms.config().selfHealing().errorDetection().anomalyDetectionEnabled();
    Observation unusual =
        compared ? anomalies.judge(metrics, observation) : Observation.builder().build();
    unstored.addAll(metrics);
    observation
        .states()
        .forEach((subject, state) -> states(look.monitor().id()).put(subject.name(), state));
    return unusual;
  }

  /** Shows these as the newest, also to whoever is told what they led to. */
  void remember(List<HealthMetric> metrics) {
    metrics.forEach(sample -> newest.put(sample.metricName(), sample));
  }

  /** The newest sample of every stream, by its name; of the 2,000 that were measured last. */
  Map<String, HealthMetric> newest() {
    synchronized (newest) {
      return new TreeMap<>(newest);
    }
  }

  private Map<String, PluginState> states(String monitor) {
    return unsaved.computeIfAbsent(monitor, id -> new HashMap<>());
  }

  /** What was unusual before this moment and was not measured since is no longer told. */
  Observation forget(Instant before) {
    return anomalies.forget(before);
  }

  /** Stores in one commit what came together since the last time. */
  void store() {
    if (unstored.isEmpty() && unsaved.isEmpty()) {
      return;
    }
    List<HealthMetric> metrics = List.copyOf(unstored);
    Map<String, Map<String, PluginState>> states = Map.copyOf(unsaved);
    unstored.clear();
    unsaved.clear();
    try {
      if (states.isEmpty()) {
        rooms.store().metrics().add(metrics);
      } else {
        rooms.store().transaction(() -> both(metrics, states));
      }
    } catch (StoreException e) {
      rooms
          .log(LOG)
          .warn("What the monitors measured could not be saved; what they found is kept: {}", e);
    }
  }

  private boolean both(List<HealthMetric> metrics, Map<String, Map<String, PluginState>> states) {
    if (!metrics.isEmpty()) {
      rooms.store().metrics().add(metrics);
    }
    states.forEach(rooms.store().states()::save);
    return true;
  }
}
