package io.healing.api.learn;

import io.healing.api.detect.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How Healing and what it watches stand at one moment.
 *
 * @param at the moment
 * @param running whether the loop runs; false also while a turn of its own thread has taken longer
 *     than a minute
 * @param uptime how long this Healing has been running, zero before its start
 * @param health the worst of what is known: critical with a critical incident, warning with any,
 *     unknown when nothing was looked at yet
 * @param jobs how many jobs are observed
 * @param activeIncidents how many incidents have not ended
 * @param pendingSuggestions how many suggestions wait for a person
 * @param pausedBecause why all automatic changes are paused, or null
 * @param observeOnlyBecause why nothing may be changed at all, or null
 * @param eventsDropped how many events were lost to a full queue since the start
 * @param detection what was found
 * @param recovery what became of the repairs
 */
public record SystemStatus(
    Instant at,
    boolean running,
    Duration uptime,
    HealthStatus health,
    int jobs,
    int activeIncidents,
    int pendingSuggestions,
    @Nullable String pausedBecause,
    @Nullable String observeOnlyBecause,
    long eventsDropped,
    DetectionStatistics detection,
    RecoveryStatistics recovery) {}
