package io.healing.core.detect.host;

/** Reads what a monitor judges; never zero for what cannot be read. */
@FunctionalInterface
interface Reader {
  void read(Sheet sheet);
}
