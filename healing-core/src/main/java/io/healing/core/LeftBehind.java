package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.notify.NotificationKind;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentState;
import io.healing.api.store.StoreException;
import io.healing.core.act.Settled;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Settles what nobody is carrying out any more. Looking at a target asks plug-ins, so it is done in
 * the lane of checks; one that does not come back holds up nothing, and its change is a person's to
 * look at.
 */
final class LeftBehind {
  private static final RedactedLog LOG = RedactedLog.of(LeftBehind.class);

  private final Rooms rooms;
  private final Watching watching;
  private final Telling telling;
  private boolean underWay;
  private boolean lookedOnce;

  LeftBehind(Rooms rooms, Watching watching, Telling telling) {
    this.rooms = rooms;
    this.watching = watching;
    this.telling = telling;
  }

  /** Whether a first look has come to an end, well or not. */
  boolean lookedOnce() {
    return lookedOnce;
  }

  /** Looks, unless the look before has not come to an end. */
  void look() {
    if (underWay) {
      return;
    }
    underWay = true;
    AtomicReference<@Nullable Intent> at = new AtomicReference<>();
    rooms
        .lanes()
        .checks()
        .<List<Settled>>submit(
            "what was left behind",
            rooms.config().selfHealing().limits().analysisTimeout(),
            () -> rooms.acting().settle(at::set),
            outcome -> {
              underWay = false;
              lookedOnce = true;
              outcome.handle(all -> all.forEach(this::settled), fault -> failed(fault, at.get()));
            });
  }

  private void failed(Throwable fault, @Nullable Intent at) {
    if (fault instanceof TimeoutException && at != null) {
      rooms
          .acting()
          .doer(at.plan().request())
          .ifPresent(
              doer ->
                  watching.take(
                      PluginGuard.MONITOR, rooms.guard().failed(doer, fault, rooms.now())));
      rooms.acting().abandon(at.plan().request().target()).ifPresent(this::settled);
    } else if (fault instanceof StoreException || fault instanceof CallRefused) {
      rooms.log(LOG).warn("What was left behind is looked at again soon: {}", fault);
    } else {
      rooms.log(LOG).warn("What was left behind could not be looked at: {}", fault);
    }
  }

  private void settled(Settled settled) {
    if (settled.state() == IntentState.OPEN) {
      return;
    }
    Subject subject = settled.intent().subject();
    String words = "after a crash: " + settled.state().word() + ": " + settled.note();
    String reference = "s" + settled.intent().suggestionId();
    rooms.announcer().say(HealingEvent.Step.ACTED, subject, reference, words);
    rooms.pending().changed();
    rooms.refreshIncident(settled.intent().incidentId());
    if (settled.state() == IntentState.UNSETTLED) {
      telling.tell(
          NotificationKind.GIVE_UP,
          subject,
          "Nobody can tell whether this was done: " + settled.intent().plan().summary(),
          settled.note());
    }
  }
}
