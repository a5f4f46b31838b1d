package io.healing.core;

import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import io.healing.api.learn.SystemStatus;
import java.util.Collection;

/** The state of the whole at one moment. */
final class Statuses {
  private Statuses() {}

  static SystemStatus of(Rooms rooms, boolean running) {
    Collection<Incident> active = rooms.store().incidents().active();
    return new SystemStatus(
        rooms.now(),
        running,
        health(active, running),
        rooms.jobs().size(),
        active.size(),
        rooms.store().suggestions().pending(),
        rooms.pause().reason().orElse(null),
        observeOnly(rooms),
        rooms.jobs().dropped(),
        rooms.learning().meanTimeToRecovery().orElse(null),
        rooms.learning().actions());
  }

  private static HealthStatus health(Collection<Incident> active, boolean running) {
    if (!running) {
      return HealthStatus.UNKNOWN;
    }
    if (active.isEmpty()) {
      return HealthStatus.HEALTHY;
    }
    return active.stream().anyMatch(i -> i.severity() == ErrorSeverity.CRITICAL)
        ? HealthStatus.CRITICAL
        : HealthStatus.WARNING;
  }

  static @org.jspecify.annotations.Nullable String observeOnly(Rooms rooms) {
    var info = rooms.store().info();
    if (info.readOnlyBecause() != null) {
      return "the store cannot be written: " + info.readOnlyBecause();
    }
    return info.durable() ? null : "the store is not durable";
  }
}
