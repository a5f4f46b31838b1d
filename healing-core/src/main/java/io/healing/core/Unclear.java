package io.healing.core;

import io.healing.api.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The subjects of which a monitor could not tell yet how they are, and when it wants to look at
 * each again. Ten such looks in a row at most; then the subject waits for a look in its turn. So
 * many subjects at most; what is more waits for its turn, too. Used on the loop's thread only.
 */
final class Unclear {
  private static final Duration SOONEST = Duration.ofSeconds(1);
  private static final Duration LATEST = Duration.ofDays(1);
  private static final int IN_A_ROW = 10;
  private static final int MOST = 10_000;

  private final Map<Subject, Wait> waits = new HashMap<>();

  private record Wait(Instant at, int looks) {}

  /** Those whose time has come. */
  Set<Subject> due(Instant now) {
    return waits.entrySet().stream()
        .filter(entry -> entry.getValue().looks <= IN_A_ROW)
        .filter(entry -> Times.come(entry.getValue().at, LATEST, now))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  boolean contains(Subject subject) {
    return waits.containsKey(subject);
  }

  /** What was said of these is clear now, whatever it is. */
  void clear(Collection<Subject> named) {
    waits.keySet().removeAll(named);
  }

  /** It is not clear yet at this look. */
  void add(Subject subject, Instant looked, Duration after) {
    Wait before = waits.get(subject);
    if (before != null || waits.size() < MOST) {
      Duration wait = after.compareTo(SOONEST) < 0 ? SOONEST : after;
      Instant at = looked.plus(wait.compareTo(LATEST) > 0 ? LATEST : wait);
      waits.put(subject, new Wait(at, before == null ? 1 : before.looks + 1));
    }
  }

  /** The look at these did not come about: they wait for this moment. */
  void putOff(Set<Subject> subjects, Instant until) {
    subjects.forEach(
        subject -> waits.computeIfPresent(subject, (s, wait) -> new Wait(until, wait.looks)));
  }
}
