package io.healing.api.store;

import io.healing.api.PluginState;
import java.util.Map;
import java.util.Optional;

/** What plug-ins keep, and switches such as the pause. */
public interface StateRepository {
  /** One value. */
  Optional<PluginState> find(String owner, String key);

  /** Keeps values of one owner in one commit. */
  void save(String owner, Map<String, PluginState> values);

  /** Forgets one value. */
  void remove(String owner, String key);

  /** All values of one owner. */
  Map<String, PluginState> all(String owner);
}
