package io.healing.core;

import io.healing.api.detect.Incident;
import io.healing.api.store.HealingStore;
import io.healing.core.detect.Detection;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the incidents that this process holds in the store, where others change the same rows: an
 * action is recorded in the lane of actions, a person or another process ends an incident. What was
 * written there meanwhile is taken over before anything is written, so that none of it is lost.
 * Thread-safe.
 */
final class Ledger {
  private final HealingStore store;
  private final Detection detection;
  private final Announcer announcer;
  private final Set<String> returned = new HashSet<>();

  Ledger(HealingStore store, Detection detection, Announcer announcer) {
    this.store = store;
    this.detection = detection;
    this.announcer = announcer;
  }

  /** Keeps an incident that the loop changed; gives it back as it is then. */
  Incident keep(Incident changed) {
    return save(detection.replace(changed));
  }

  /** Saves an incident as it is held; gives it back as it is then. */
  Incident save(Incident held) {
    Incident kept = store.transaction(() -> write(held));
    if (!kept.id().equals(held.id())) {
      detection.exchange(held, kept);
    } else if (kept.ended() && !held.ended()) {
      endedElsewhere(held, kept);
    } else if (!kept.equals(held)) {
      detection.replace(kept);
    }
    return kept;
  }

  /** Keeps an incident for good, in the store first: it has ended, or goes on. */
  void settle(Incident changed) {
    Incident row = store.transaction(() -> write(changed));
    if (!row.id().equals(changed.id())) {
      detection.exchange(changed, row);
    }
    written(row);
  }

  /** Takes over what {@link #write} gave back, once its transaction is committed. */
  void written(Incident row) {
    detection.replace(row);
    if (row.ended()) {
      announcer.ended(row);
    }
  }

  /**
   * Within a transaction: writes an incident; gives back what is stored then, under another id
   * where another process was first to store the same one.
   */
  Incident write(Incident held) {
    Optional<Incident> row = store.incidents().find(held.id());
    if (row.filter(Incident::ended).isPresent()) {
      return row.get();
    }
    Optional<Incident> first = row.isEmpty() && !held.ended() ? same(held) : Optional.empty();
    if (first.isPresent()) {
      return first.get();
    }
    Incident next = row.map(stored -> withActionsOf(stored, held)).orElse(held);
    store.incidents().save(next);
    return next;
  }

  private Optional<Incident> same(Incident held) {
    return store.incidents().active(held.subject(), held.fingerprint());
  }

  /** An action that is only known to the store is younger than what is held. */
  private static Incident withActionsOf(Incident stored, Incident held) {
    Incident next = held;
    for (long action : stored.recoveryActions()) {
      if (!held.recoveryActions().contains(action)) {
        next = next.withAction(action);
      }
    }
    boolean same = next.recoveryActions().equals(held.recoveryActions());
    return same || held.ended() ? next : next.withState(stored.state());
  }

  /** Whether a person or another process has ended an incident that is held here as open. */
  boolean endedElsewhere(Incident held) {
    Optional<Incident> row = store.incidents().find(held.id()).filter(Incident::ended);
    row.ifPresent(ended -> endedElsewhere(held, ended));
    return row.isPresent();
  }

  private void endedElsewhere(Incident held, Incident row) {
    Incident ended = detection.replace(row);
    announcer.ended(ended);
    Instant end = row.resolvedAt();
    if (end != null && held.lastSeenAt().isAfter(end)) {
      synchronized (returned) {
        returned.add(held.subject().name());
      }
    }
  }

  /** Subjects of which something was said after their incident had ended elsewhere; told once. */
  Set<String> returned() {
    synchronized (returned) {
      Set<String> told = Set.copyOf(returned);
      returned.clear();
      return told;
    }
  }
}
