package io.healing.micrometer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names that a registry has or had: one that is gone is told for an hour, so that what was said
 * of it clears, and then forgotten. Programs that name by customer would fill the memory else.
 */
final class Names {
  private static final Duration TOLD = Duration.ofHours(1);

  private final Map<String, Instant> seen = new ConcurrentHashMap<>();

  /** It is there now. */
  void there(String name, Instant now) {
    seen.put(name, now);
  }

  /** Those that were there and are not now; to be asked after all that are there were told. */
  List<String> gone(Instant now) {
    seen.values().removeIf(last -> !now.isBefore(last.plus(TOLD)));
    return seen.entrySet().stream()
        .filter(entry -> now.isAfter(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Those that are not forgotten. */
  Set<String> known() {
    return Set.copyOf(seen.keySet());
  }
}
