package io.healing.core.parts;

import io.healing.api.HealingException;
import io.healing.api.detect.HealthStatus;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.learn.SystemStatus;
import io.healing.core.Healing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at the health of the whole, and tells when it has changed. One handler that throws stops no
 * other; it is told as the fault of a monitor.
 */
final class Pulse implements Monitor {
  private final Duration interval;
  private final Supplier<Healing> healing;
  private final List<Consumer<SystemStatus>> handlers = new CopyOnWriteArrayList<>();
  private HealthStatus last = HealthStatus.UNKNOWN;

  Pulse(Duration interval, Supplier<Healing> healing) {
    if (interval.isNegative() || interval.isZero()) {
      throw new HealingException(
          "The health is to be looked at every " + interval, "An interval is longer than zero.");
    }
    this.interval = interval;
    this.healing = healing;
  }

  void add(Consumer<SystemStatus> handler) {
    handlers.add(handler);
  }

  @Override
  public String id() {
    return "parts.pulse";
  }

  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public synchronized Observation check(MonitorRequest request) {
    SystemStatus now = healing.get().status();
    if (now.health() != last) {
      last = now.health();
      tell(now);
    }
    return Observation.builder().build();
  }

  private void tell(SystemStatus status) {
    HealingException fault = null;
    for (Consumer<SystemStatus> handler : handlers) {
      try {
        handler.accept(status);
      } catch (RuntimeException e) {
        HealingException thrown =
            new HealingException("A handler of the health threw: " + e, "Mend the handler.");
        thrown.addSuppressed(e);
        fault = fault == null ? thrown : fault;
      }
    }
    if (fault != null) {
      throw fault;
    }
  }
}
