package io.healing.core;

/** Is told every step of a change to the world, in the order of the journal. */
@FunctionalInterface
interface CrashPoints {
  void at(String step);
}
