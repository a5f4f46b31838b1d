package io.healing.core;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** The only place that knows the system's clock and its chance. */
final class SystemTime {
  private SystemTime() {}

  static InstantSource clock() {
    return InstantSource.system();
  }

  static LongSupplier nanos() {
    return System::nanoTime;
  }

  /** Numbers from 0 to 1, so that many waits do not end in the same moment. */
  static DoubleSupplier jitter() {
    return () -> ThreadLocalRandom.current().nextDouble();
  }
}
