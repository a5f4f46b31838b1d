import org.jspecify.annotations.NullMarked;

/** Figures of Healing for Micrometer, and meters, breakers and retries as what Healing watches. */
@NullMarked
module io.healing.micrometer {
  requires static org.jspecify;
  requires org.slf4j;
  requires transitive io.healing.api;
  requires transitive io.healing.core;
  requires transitive micrometer.core;
  requires transitive micrometer.observation;
  requires transitive micrometer.commons;
  requires static transitive io.github.resilience4j.circuitbreaker;
  requires static transitive io.github.resilience4j.retry;
  requires static transitive io.github.resilience4j.core;
  requires static transitive dev.failsafe.core;

  exports io.healing.micrometer;

  provides io.healing.api.detect.Monitor with
      io.healing.micrometer.MeterMonitor;
}
