package io.healing.core;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The only place that knows the system's clock. */
final class SystemTime {
  private SystemTime() {}

  static InstantSource clock() {
    return InstantSource.system();
  }

  static LongSupplier nanos() {
    return System::nanoTime;
  }
}
