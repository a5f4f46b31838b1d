package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.store.StateRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The actions that did not help and are to be taken back. Stored, so that a pause or the end of the
 * process only delays it.
 */
final class WantedUndos {
  private static final String OWNER = "healing.undo";
  private static final Duration OFTEN = Duration.ofSeconds(10);

  private final StateRepository states;
  private final Set<Long> ids = new TreeSet<>();
  private Instant nextLook = Instant.MIN;

  WantedUndos(StateRepository states) {
    this.states = states;
    states.all(OWNER).keySet().forEach(id -> ids.add(Long.valueOf(id)));
  }

  /** Whether this action is still to be taken back. */
  static boolean awaits(StateRepository states, long id) {
    return states.find(OWNER, Long.toString(id)).isPresent();
  }

  /** One more; it is due at once. */
  void add(long id) {
    states.save(OWNER, Map.of(Long.toString(id), new PluginState(1, "")));
    ids.add(id);
    nextLook = Instant.MIN;
  }

  /** It was taken back, or cannot be. */
  void over(long id) {
    states.remove(OWNER, Long.toString(id));
    ids.remove(id);
  }

  /** Those to be looked at now, the newest first. */
  List<Long> due(Instant now) {
    if (ids.isEmpty() || !Times.come(nextLook, OFTEN, now)) {
      return List.of();
    }
    nextLook = now.plus(OFTEN);
    return ids.stream().sorted(java.util.Comparator.reverseOrder()).toList();
  }
}
