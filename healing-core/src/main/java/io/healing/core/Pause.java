package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.PluginState;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StateRepository;
import io.healing.api.store.StoreInfo;
import java.util.Map;
import java.util.Optional;

/** The stored switch that stops every automatic change of all processes. */
final class Pause {
  private static final String OWNER = "healing";
  private static final String KEY = "pause";

  private final HealingStore store;
  private final StateRepository states;

  Pause(HealingStore store) {
    this.store = store;
    states = store.states();
  }

  /** Who paused and why; empty while nothing is paused. */
  Optional<String> reason() {
    return states.find(OWNER, KEY).map(PluginState::text);
  }

  void set(String reason, String by) {
    if (reason.isBlank()) {
      throw new HealingException("A pause needs a reason", "Say why, for those who find it later.");
    }
    refuseUnheard("paused");
    states.save(OWNER, Map.of(KEY, new PluginState(1, by + ": " + reason)));
  }

  void lift() {
    refuseUnheard("resumed");
    states.remove(OWNER, KEY);
  }

  private void refuseUnheard(String what) {
    StoreInfo info = store.info();
    if (info.readOnlyBecause() != null) {
      throw new HealingException(
          "Nothing can be "
              + what
              + ": "
              + info.place()
              + " cannot be written ("
              + info.readOnlyBecause()
              + "), so no other process would hear of it",
          "Let this user write it, or ask where it can be written.");
    }
  }
}
