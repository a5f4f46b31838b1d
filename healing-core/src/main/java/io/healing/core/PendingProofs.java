package io.healing.core;

import io.healing.api.store.ActionEntry;
import io.healing.api.store.ActionRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The actions whose effect is awaited, read again when one was recorded or after a while. */
final class PendingProofs {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final ActionRepository actions;
  private final InstantSource clock;
  private List<ActionEntry> awaited = List.of();
  private Instant readAt = Instant.EPOCH;
  private volatile boolean stale = true;

  PendingProofs(ActionRepository actions, InstantSource clock) {
    this.actions = actions;
    this.clock = clock;
  }

  /** An action was stored or taken back, and that is committed; called from any thread. */
  void changed() {
    stale = true;
  }

  List<ActionEntry> awaited() {
    Instant now = clock.instant();
    if (stale || Times.come(readAt.plus(FRESH), FRESH, now)) {
      stale = false;
      awaited = actions.verifying();
      readAt = now;
    }
    return awaited;
  }

  void answered(long id) {
    awaited = awaited.stream().filter(entry -> entry.row().id() != id).toList();
  }
}
