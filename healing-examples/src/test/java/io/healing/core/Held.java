package io.healing.core;

import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** What tests elsewhere hold of a Healing that programs do not. */
public final class Held {
  private Held() {}

  /** Tells every step of a change to the world, in the order of the journal. */
  public static HealingBuilder steps(HealingBuilder builder, Consumer<String> told) {
    return builder.crashPoints(told::accept);
  }

  /** Spreads waits by these numbers from 0 to 1. */
  public static HealingBuilder jitter(HealingBuilder builder, DoubleSupplier numbers) {
    return builder.jitter(numbers);
  }
}
