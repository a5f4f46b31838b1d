package io.healing.api.learn;

import io.healing.api.detect.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Healing and what it watches stand at one moment.
 *
 * @param at the moment
 * @param running whether the loop runs
 * @param health the worst of what is known: critical with a critical incident, warning with any,
 *     unknown when nothing was looked at yet
 * @param jobs how many jobs are observed
 * @param activeIncidents how many incidents have not ended
 * @param pendingSuggestions how many suggestions wait for a person
 * @param pausedBecause why all automatic changes are paused, or null
 * @param observeOnlyBecause why nothing may be changed at all, or null
 * @param eventsDropped how many events were lost to a full queue since the start
 * @param meanTimeToRecovery from detected to verified, over the incidents that we mended; null
 *     before the first
 * @param actions how many actions there were by their verification
 */
public record SystemStatus(
    Instant at,
    boolean running,
    HealthStatus health,
    int jobs,
    int activeIncidents,
    int pendingSuggestions,
    @Nullable String pausedBecause,
    @Nullable String observeOnlyBecause,
    long eventsDropped,
    @Nullable Duration meanTimeToRecovery,
    Map<String, Integer> actions) {

  /** Copies the map. */
  public SystemStatus {
    actions = Map.copyOf(actions);
  }
}
