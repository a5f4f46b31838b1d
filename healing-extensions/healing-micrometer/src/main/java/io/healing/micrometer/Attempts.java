package io.healing.micrometer;

import io.healing.api.detect.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells of retries from what they counted since the look before: attempts used up are a finding,
 * until calls succeed and none uses them up any more, or nothing was called for five minutes.
 */
final class Attempts {
  private static final Duration QUIET = Duration.ofMinutes(5);

  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  /**
   * What was counted since the program began.
   *
   * @param succeeded calls that succeeded, with or without another attempt
   * @param failed calls of which every attempt failed
   * @param lastError the last exception in words; may be empty
   */
  record Count(long succeeded, long failed, String lastError) {
    static final Count NONE = new Count(0, 0, "");
  }

  private record Seen(Count count, boolean sick, Instant since) {
    Seen next(Count now, Instant at) {
      if (now.failed() > count.failed()) {
        return new Seen(now, true, at);
      }
      boolean over = now.succeeded() > count.succeeded() || !at.isBefore(since.plus(QUIET));
      return new Seen(now, sick && !over, since);
    }
  }

  void look(Observation.Builder said, String name, Count count, Instant now) {
    Seen next = seen.getOrDefault(name, new Seen(Count.NONE, false, now)).next(count, now);
    seen.put(name, next);
    if (next.sick()) {
      BreakerWords.exhausted(said, name, count);
    } else {
      BreakerWords.succeeding(said, name);
    }
  }

  /** Forgets all others. */
  void keep(Set<String> names) {
    seen.keySet().retainAll(names);
  }
}
