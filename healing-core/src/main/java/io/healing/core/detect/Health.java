package io.healing.core.detect;

import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Incident;
import java.util.Collection;

/** How well it stands with incidents. */
final class Health {
  private Health() {}

  static HealthStatus of(Collection<Incident> active) {
    if (active.isEmpty()) {
      return HealthStatus.HEALTHY;
    }
    boolean bad = active.stream().anyMatch(i -> i.severity().atLeast(ErrorSeverity.HIGH));
    return bad ? HealthStatus.CRITICAL : HealthStatus.WARNING;
  }
}
