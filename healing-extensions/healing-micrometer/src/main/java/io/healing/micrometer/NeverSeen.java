package io.healing.micrometer;

import io.healing.api.Nearest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Says once of a meter that was not in the registry for the first five minutes: its name may be
 * misspelt, and no data is no alarm. Thread-safe.
 */
final class NeverSeen {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Map<String, Instant> since = new ConcurrentHashMap<>();
  private final Set<String> settled = ConcurrentHashMap.newKeySet();
  private final Consumer<String> say;

  /**
   * @param say takes the sentence
   */
  NeverSeen(Consumer<String> say) {
    this.say = say;
  }

  /**
   * One look.
   *
   * @param there whether the registry has it
   * @param known the names of all meters that the registry has
   */
  void look(MeterWatch watch, boolean there, Instant now, Supplier<Collection<String>> known) {
    String name = watch.name();
    if (settled.contains(name)) {
      return;
    }
    Instant from = since.computeIfAbsent(name, first -> now);
    if (there) {
      settled.add(name);
    } else if (!now.isBefore(from.plus(PATIENCE)) && settled.add(name)) {
      say.accept(words(watch, known.get()));
    }
  }

  private static String words(MeterWatch watch, Collection<String> known) {
    String what =
        "The meter " + watch.name() + " is to be watched, but was never seen since the start.";
    return known.contains(watch.meter())
        ? what + " There is a " + watch.meter() + " with other tags"
        : what + Nearest.maybe(watch.meter(), known);
  }
}
