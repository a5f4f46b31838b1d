package io.healing.examples;

import io.healing.core.Healing;
import io.healing.micrometer.HealingMeters;
import io.healing.micrometer.MeterMonitor;
import io.healing.micrometer.MeterWatch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A meter of the program is watched, and what Healing does with it is metered in its turn. */
public class MetersMain {
  public static void main(String[] args) {
    var registry = new SimpleMeterRegistry();
    var queue = registry.gauge("shop.queue.size", new AtomicInteger(612));
    var size = MeterWatch.gauge("shop.queue.size").withCritical(500).withUnit("orders");
    var monitor = MeterMonitor.of(registry).watching(size);
    try (var manual = Healing.builder().plugin(monitor).manual(Instant.EPOCH);
        var meters = HealingMeters.of(manual.healing()).withInterval(Duration.ZERO)) {
      meters.bindTo(registry);
      manual.healing().addListener(event -> System.out.println(event.text()));
      manual.tick(Duration.ofMinutes(1));
      queue.set(3);
      manual.tick(Duration.ofMinutes(1)).tick(Duration.ofMinutes(2));
    }
    System.out.println(registry.getMetersAsString());
  }
}
