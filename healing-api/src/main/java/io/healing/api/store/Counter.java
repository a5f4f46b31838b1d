package io.healing.api.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is counted for one incident key. Outlives the incident and the process.
 *
 * @param key subject and fingerprint
 * @param attempts attempts since the last one that helped
 * @param failuresInARow attempts in a row that did not help or could not be told
 * @param lastAttemptAt when the last one began, or null
 * @param coolDownUntil until when to wait, or null
 * @param breakerOpenedAt since when the breaker is open, or null
 */
public record Counter(
    String key,
    int attempts,
    int failuresInARow,
    @Nullable Instant lastAttemptAt,
    @Nullable Instant coolDownUntil,
    @Nullable Instant breakerOpenedAt) {

  /** Nothing counted yet. */
  public static Counter none(String key) {
    return new Counter(key, 0, 0, null, null, null);
  }
}
