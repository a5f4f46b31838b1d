package io.healing.core;

import io.healing.api.detect.Incident;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import java.util.List;
import java.util.Optional;

/** The newest action that was carried out for an incident. */
final class LastAction {
  private LastAction() {}

  static Optional<ActionEntry> of(HealingStore store, Incident incident) {
    List<Long> actions = incident.recoveryActions();
    return actions.isEmpty()
        ? Optional.empty()
        : store.actions().find(actions.get(actions.size() - 1));
  }
}
