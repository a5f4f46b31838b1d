package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.detect.HealthMetric;
import io.healing.api.detect.Observation;
import io.healing.api.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what monitors measured, what they want kept, and how long they took. */
final class Samples {
  private static final RedactedLog LOG = RedactedLog.of(Samples.class);

  private final Rooms rooms;

  Samples(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Keeps what comes with an answer; what it found does not depend on that. */
  void keep(Look look, Observation observation, Instant now) {
    String id = look.monitor().id();
    try {
      List<HealthMetric> metrics = new ArrayList<>(observation.metrics());
      look.time().sample(now).ifPresent(metrics::add);
      if (!metrics.isEmpty()) {
        rooms.store().metrics().add(metrics);
      }
      if (!observation.states().isEmpty()) {
        Map<String, PluginState> named = new HashMap<>();
        observation.states().forEach((subject, state) -> named.put(subject.name(), state));
        rooms.store().states().save(id, named);
      }
    } catch (StoreException e) {
      LOG.warn("What {} measured could not be saved; what it found is kept: {}", id, e);
    }
  }
}
