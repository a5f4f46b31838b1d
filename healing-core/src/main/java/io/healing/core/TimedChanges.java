package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import io.healing.core.act.Acting;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The changes that are wanted for a time only. Stored together with the action, so that none is
 * forgotten; when the time is over, it is one more action to be taken back.
 */
final class TimedChanges {
  private static final String OWNER = "healing.until";
  private static final Duration OFTEN = Duration.ofSeconds(5);

  private final Rooms rooms;
  private final WantedUndos wanted;
  private Instant nextLook = Instant.MIN;

  TimedChanges(Rooms rooms, WantedUndos wanted) {
    this.rooms = rooms;
    this.wanted = wanted;
  }

  /** Within the transaction that stores an action: notes until when it is wanted. */
  static void note(HealingStore store, ActionEntry entry) {
    boolean made =
        entry.row().status() == ActionStatus.SUCCESS
            && entry.detail().verification().state() == VerificationState.PENDING;
    if (made) {
      Optional<ActionPlan> plan = store.journal().find(entry.detail().intentId()).map(Intent::plan);
      plan.flatMap(Acting::wantedFor)
          .map(entry.row().createdAt()::plus)
          .ifPresent(end -> store.states().save(OWNER, Map.of(key(entry), state(end))));
    }
  }

  private static String key(ActionEntry entry) {
    return Long.toString(entry.row().id());
  }

  private static PluginState state(Instant end) {
    return new PluginState(1, end.toString());
  }

  /** Lets those be taken back whose time is over. */
  void look(Instant now) {
    if (Times.come(nextLook, OFTEN, now)) {
      nextLook = now.plus(OFTEN);
      rooms.stored().all(OWNER, End::of).values().forEach(end -> look(end.id(), end.at(), now));
    }
  }

  private record End(long id, Instant at) {
    static End of(String id, String at) {
      return new End(Long.parseLong(id), Instant.parse(at));
    }
  }

  private void look(long id, Instant end, Instant now) {
    Optional<ActionEntry> entry =
        rooms
            .store()
            .actions()
            .find(id)
            .filter(action -> action.row().status() == ActionStatus.SUCCESS);
    if (entry.isEmpty() || endedWithItsProcess(entry.get())) {
      rooms.store().states().remove(OWNER, Long.toString(id));
    } else if (!now.isBefore(end) && ours(entry.get())) {
      wanted.addInTime(id);
      rooms.store().states().remove(OWNER, Long.toString(id));
    }
  }

  private boolean ours(ActionEntry entry) {
    return instance(entry) == rooms.instance().id();
  }

  private boolean endedWithItsProcess(ActionEntry entry) {
    return !ours(entry) && !rooms.store().instances().alive(instance(entry));
  }

  private long instance(ActionEntry entry) {
    return rooms.store().journal().find(entry.detail().intentId()).map(Intent::instance).orElse(0L);
  }
}
