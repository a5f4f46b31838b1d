package io.healing.spring.boot;

import io.healing.api.detect.HealthStatus;
import io.healing.api.learn.SystemStatus;
import io.healing.spring.HealingSnapshot;
import java.util.Map;
import java.util.Objects;

/**
 * What a health check says of Healing: read from memory, so that it never waits. Boot 3 and Boot 4
 * have different types for it; each starter has the one of its own.
 */
public final class HealthWords {
  private final HealingSnapshot snapshot;
  private final boolean downWhenCritical;

  /**
   * Says it for one application.
   *
   * @param downWhenCritical whether a critical incident makes the application DOWN; else it is told
   *     and the application stays UP, since a job that fails is no reason to take it away
   */
  public HealthWords(HealingSnapshot snapshot, boolean downWhenCritical) {
    this.snapshot = Objects.requireNonNull(snapshot, "snapshot");
    this.downWhenCritical = downWhenCritical;
  }

  /** UP, DOWN or UNKNOWN. */
  public String status() {
    return snapshot.newest().map(this::status).orElse("UNKNOWN");
  }

  private String status(SystemStatus status) {
    return downWhenCritical && status.health() == HealthStatus.CRITICAL ? "DOWN" : "UP";
  }

  /** The details. */
  public Map<String, Object> details() {
    return Told.status(snapshot.newest(), snapshot.fault());
  }
}
