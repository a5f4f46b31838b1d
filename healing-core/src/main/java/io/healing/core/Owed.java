package io.healing.core;

import io.healing.api.Plural;
import io.healing.api.detect.Incident;
import io.healing.api.job.JobRun;
import io.healing.api.store.StoreException;
import io.healing.core.detect.Detection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is owed to the store: what it could not take is kept, and tried again at the next turn. */
final class Owed {
  private static final RedactedLog LOG = RedactedLog.of(Owed.class);
  private static final int MOST_RUNS = 10_000;

  /** In one turn: each may wait as long as the store waits for another process. */
  private static final int MOST_FAILURES = 3;

  private final Rooms rooms;
  private final Seldom faults = new Seldom();
  private final List<JobRun> runs = new ArrayList<>();
  private final Map<String, Incident> incidents = new LinkedHashMap<>();

  Owed(Rooms rooms) {
    this.rooms = rooms;
  }

  void save(List<JobRun> more) {
    runs.addAll(more);
    if (runs.isEmpty()) {
      return;
    }
    try {
      rooms.store().runs().save(runs);
      runs.clear();
    } catch (StoreException e) {
      if (faults.tells(e, rooms.now())) {
        rooms
            .log(LOG)
            .warn("{} could not be saved, to be tried again: {}", Plural.of(runs.size(), "run"), e);
      }
      int over = runs.size() - MOST_RUNS;
      if (over > 0) {
        rooms
            .log(LOG)
            .warn(
                "{} lost: so many are kept at most: {}",
                Plural.of(over, "of them is", "of them are"),
                MOST_RUNS);
        runs.subList(0, over).clear();
      }
    }
  }

  void save(Detection.Changes changes) {
    changes.opened().forEach(next -> incidents.put(next.id(), next));
    changes.changed().forEach(next -> incidents.put(next.id(), next));
    changes.ended().forEach(next -> incidents.put(next.id(), next));
    saveIncidents();
  }

  /** What cannot be saved goes to the end, so that it holds up nothing that can. */
  void saveIncidents() {
    int failures = 0;
    for (Incident incident : List.copyOf(incidents.values())) {
      if (failures < MOST_FAILURES && !saved(incident)) {
        failures++;
        incidents.remove(incident.id());
        incidents.put(incident.id(), incident);
      }
    }
  }

  private boolean saved(Incident incident) {
    try {
      rooms.ledger().save(newest(incident));
      incidents.remove(incident.id());
      return true;
    } catch (StoreException e) {
      if (faults.tells(e, rooms.now())) {
        rooms
            .log(LOG)
            .warn(
                "{} could not be saved, to be tried again: {}",
                Plural.of(incidents.size(), "incident"),
                e);
      }
      return false;
    }
  }

  private Incident newest(Incident kept) {
    return kept.ended() ? kept : rooms.detection().find(kept.id()).orElse(kept);
  }
}
