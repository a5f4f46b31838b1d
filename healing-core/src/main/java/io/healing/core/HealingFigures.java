package io.healing.core;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobSnapshot;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Counter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What meters and dashboards read of a living {@link Healing} again and again: from memory, or one
 * short query of the store. Thread-safe.
 */
public final class HealingFigures {

  /** How the breaker of an incident's key stands, which counts repairs that did not help. */
  public enum BreakerState {
    /** Repairs may be tried. */
    CLOSED,
    /** One repair may be tried; when it does not help the breaker opens again. */
    HALF_OPEN,
    /** No repair is tried. */
    OPEN
  }

  private final Rooms rooms;

  HealingFigures(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Every job that this process observes, as it stands now; from memory. */
  public Collection<JobSnapshot> jobs() {
    return rooms.jobs().snapshots(rooms.now());
  }

  /** How many events were lost to a full queue since the start; from memory. */
  public long eventsDropped() {
    return rooms.jobs().dropped();
  }

  /**
   * How many good runs since the start left no row in the history, because their job often runs
   * well ({@code limits.good_runs_per_minute}); from memory.
   */
  public long runsThinned() {
    return rooms.jobs().thinned();
  }

  /** The incidents of this process that have not ended, oldest first; from memory. */
  public List<Incident> incidents() {
    return List.copyOf(rooms.detection().active());
  }

  /** How the breaker of an incident's key stands, also of one that has ended; one query. */
  public BreakerState breaker(Incident incident) {
    Counter counter = rooms.store().counters().find(incident.key()).orElse(null);
    Instant opened = counter == null ? null : counter.breakerOpenedAt();
    if (opened == null) {
      return BreakerState.CLOSED;
    }
    Instant halfOpen = opened.plus(rooms.config().selfHealing().limits().breakerHalfOpen());
    return rooms.now().isBefore(halfOpen) ? BreakerState.OPEN : BreakerState.HALF_OPEN;
  }

  /** The id of the remediator here that does what this action did; empty without one. */
  public Optional<String> remediator(ActionEntry action) {
    ActionType type = new ActionType(action.row().actionType());
    return rooms.acting().doer(ActionRequest.of(type, action.detail().target()));
  }
}
