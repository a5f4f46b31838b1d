package io.healing.core;

import io.healing.api.PluginState;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentState;
import io.healing.core.act.Acting;
import io.healing.core.act.Undone;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The changes that are wanted for a time only. Stored together with the action, so that none is
 * forgotten; when the time is over, it is one more action to be taken back.
 */
final class TimedChanges {
  private static final RedactedLog LOG = RedactedLog.of(TimedChanges.class);
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
    Optional<ActionEntry> entry = inPlace(id);
    Optional<Intent> intent = entry.flatMap(this::intent);
    if (intent.isEmpty() || endedWithItsProcess(intent.get())) {
      forget(id);
    } else if (!now.isBefore(end) && ours(intent.get())) {
      if (!Acting.endsByItself(intent.get().plan())) {
        wanted.addInTime(id);
      }
      forget(id);
    }
  }

  private void forget(long id) {
    rooms.store().states().remove(OWNER, Long.toString(id));
  }

  /**
   * At the end: what is wanted for a time only does not outlast the Healing that would take it back
   * when that is over. While Healing is paused it is left, for the next one in this process.
   */
  void endAll() {
    if (rooms.pause().reason().isPresent()) {
      return;
    }
    rooms.store().states().all(OWNER).keySet().stream()
        .map(Long::valueOf)
        .sorted(Comparator.reverseOrder())
        .forEach(this::end);
  }

  private void end(long id) {
    inPlace(id).flatMap(this::intent).filter(this::ours).ifPresent(intent -> end(id, intent));
  }

  private void end(long id, Intent intent) {
    if (Acting.endsByItself(intent.plan())) {
      forget(id);
      return;
    }
    Undone undone = rooms.acting().undoInTime(id);
    if (undone.state() == IntentState.DONE) {
      forget(id);
    } else {
      rooms.log(LOG).warn("a{} was for a time only and was not put back: {}", id, undone.note());
    }
  }

  private Optional<ActionEntry> inPlace(long id) {
    return rooms
        .store()
        .actions()
        .find(id)
        .filter(action -> action.row().status() == ActionStatus.SUCCESS);
  }

  private Optional<Intent> intent(ActionEntry entry) {
    return rooms.store().journal().find(entry.detail().intentId());
  }

  /** Also what an earlier Healing changed in this process, and left. */
  private boolean ours(Intent intent) {
    return intent.instance() == rooms.instance().id()
        || (!alive(intent) && rooms.acting().hereBefore(intent));
  }

  private boolean endedWithItsProcess(Intent intent) {
    return !ours(intent) && !alive(intent);
  }

  private boolean alive(Intent intent) {
    return rooms.store().instances().alive(intent.instance());
  }
}
