package io.healing.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A fault that may come back at every turn is told the first time, and then once a minute. */
final class Seldom {
  private static final Duration OFTEN = Duration.ofMinutes(1);
  private static final int MOST = 16;

  private final Map<String, Instant> next =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  /** Whether this fault is to be told now. The same is one of the same type from the same place. */
  synchronized boolean tells(Throwable fault, Instant now) {
    String key =
        fault.getClass().getName()
            + Arrays.stream(fault.getStackTrace()).findFirst().map(Object::toString).orElse("");
    boolean due = Times.come(next.getOrDefault(key, Instant.MIN), OFTEN, now);
    if (due) {
      next.put(key, now.plus(OFTEN));
    }
    return due;
  }
}
