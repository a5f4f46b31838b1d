package io.healing.micrometer;

import io.healing.core.Healing;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A program without breakers or retries that uses all else; run by a class loader of its own. */
public final class Alone implements Supplier<String> {

  /** What the meters and the monitors say then. */
  @Override
  public String get() {
    MeterRegistry registry = new SimpleMeterRegistry();
    ObservationRegistry observations = ObservationRegistry.create();
    try (ManualHealing manual =
        Healing.builder()
            .store(InMemoryStore.trusted())
            .discoverPlugins(Alone.class.getClassLoader())
            .manual(Instant.EPOCH)) {
      ObservedRuns runs = ObservedRuns.of(manual.healing().observer());
      observations.observationConfig().observationHandler(runs.withRuns("batch", "import"));
      HealingMeters.of(manual.healing()).withInterval(Duration.ZERO).bindTo(registry);
      Observation.createNotStarted("batch", observations).observe(() -> {});
      manual.tick(Duration.ofMinutes(1));
      return manual.healing().admin().runs("import").size()
          + " run, "
          + manual.healing().monitors().contains("healing-micrometer.meters")
          + ", faults "
          + manual.healing().figures().incidents();
    }
  }
}
