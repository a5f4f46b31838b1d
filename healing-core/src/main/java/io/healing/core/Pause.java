package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.store.StateRepository;
import java.util.Map;
import java.util.Optional;

/** The stored switch that stops every automatic change of all processes. */
final class Pause {
  private static final String OWNER = "healing";
  private static final String KEY = "pause";

  private final StateRepository states;

  Pause(StateRepository states) {
    this.states = states;
  }

  /** Who paused and why; empty while nothing is paused. */
  Optional<String> reason() {
    return states.find(OWNER, KEY).map(PluginState::text);
  }

  void set(String reason, String by) {
    states.save(OWNER, Map.of(KEY, new PluginState(1, by + ": " + reason)));
  }

  void lift() {
    states.remove(OWNER, KEY);
  }
}
