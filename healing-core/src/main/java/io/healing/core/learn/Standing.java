package io.healing.core.learn;

import io.healing.api.detect.Incident;
import io.healing.api.learn.Effectiveness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the state of the whole is made of.
 *
 * @param running whether the loop runs
 * @param since since when it runs, or null where it never began
 * @param looked whether any monitor has looked at anything yet
 * @param jobs how many jobs are observed
 * @param active the incidents that have not ended
 * @param ended incidents that ended lately; those that we mended make up the time to recovery
 * @param newest the newest incidents, ended or not
 * @param seenSince how many were first seen at or after a moment
 * @param began when the trouble of an incident began, where that is known
 * @param pendingSuggestions how many suggestions wait for a person
 * @param pausedBecause why all automatic changes are paused, or null
 * @param observeOnlyBecause why nothing may be changed at all, or null
 * @param eventsDropped how many events were lost to a full queue since the start
 * @param effectiveness how the actions did
 */
public record Standing(
    boolean running,
    @Nullable Instant since,
    boolean looked,
    int jobs,
    List<Incident> active,
    List<Incident> ended,
    List<Incident> newest,
    ToIntFunction<Instant> seenSince,
    Function<Incident, Optional<Instant>> began,
    int pendingSuggestions,
    @Nullable String pausedBecause,
    @Nullable String observeOnlyBecause,
    long eventsDropped,
    List<Effectiveness> effectiveness) {
  /** Copies the lists. */
  public Standing {
    active = List.copyOf(active);
    ended = List.copyOf(ended);
    newest = List.copyOf(newest);
    effectiveness = List.copyOf(effectiveness);
  }

  /** With how many events were lost. */
  public Standing withEventsDropped(long dropped) {
    return new Standing(
        running,
        since,
        looked,
        jobs,
        active,
        ended,
        newest,
        seenSince,
        began,
        pendingSuggestions,
        pausedBecause,
        observeOnlyBecause,
        dropped,
        effectiveness);
  }
}
