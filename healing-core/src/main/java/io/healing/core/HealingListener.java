package io.healing.core;

/** Is told what happens, on the loop's thread; must be quick. What it throws is logged. */
@FunctionalInterface
public interface HealingListener {
  /** Something happened. */
  void on(HealingEvent event);
}
