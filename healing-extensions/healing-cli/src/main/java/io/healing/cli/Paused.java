package io.healing.cli;

import io.healing.api.PluginState;
import io.healing.api.store.HealingStore;
import org.jspecify.annotations.Nullable;

/** The stored switch that stops every automatic change, as read from a store. */
final class Paused {
  private Paused() {}

  /** Who paused and why, or null. */
  static @Nullable String reason(HealingStore store) {
    return store.states().find("healing", "pause").map(PluginState::text).orElse(null);
  }
}
