package io.healing.spring;

import io.healing.core.HealingBuilder;

/** A bean of this type has the last word on how Healing is put together. */
@FunctionalInterface
public interface HealingCustomizer {
  /** Called once, after everything else was given to the builder. */
  void customize(HealingBuilder builder);
}
