package io.healing.core.store;

import io.healing.api.PluginState;
import io.healing.api.store.StateRepository;
import io.healing.core.store.Tables.StateKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

final class MemoryStates implements StateRepository {
  private final Tables tables;

  MemoryStates(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<PluginState> find(String owner, String key) {
    return tables.guard.hold(() -> tables.states.find(new StateKey(owner, key)));
  }

  @Override
  public void save(String owner, Map<String, PluginState> values) {
    tables.guard.run(
        () -> values.forEach((key, value) -> tables.states.put(new StateKey(owner, key), value)));
  }

  @Override
  public void remove(String owner, String key) {
    tables.guard.run(() -> tables.states.remove(new StateKey(owner, key)));
  }

  @Override
  public Map<String, PluginState> all(String owner) {
    return tables.guard.hold(() -> collect(owner));
  }

  private Map<String, PluginState> collect(String owner) {
    Map<String, PluginState> found = new LinkedHashMap<>();
    tables.states.from(new StateKey(owner, "")).entrySet().stream()
        .takeWhile(entry -> entry.getKey().owner().equals(owner))
        .forEach(entry -> found.put(entry.getKey().key(), entry.getValue()));
    return Collections.unmodifiableMap(found);
  }
}
