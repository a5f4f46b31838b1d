package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.notify.NotificationKind;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentState;
import io.healing.core.act.Settled;
import io.healing.core.act.Undone;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Takes back what did not help, and what was for a time only, as soon as nothing stands in the way;
 * and what a person wants back from a process that cannot do it, whatever stands there. It is
 * wanted until it is done or can never be done; that is told to a person.
 */
final class TakingBack {
  private static final RedactedLog LOG = RedactedLog.of(TakingBack.class);

  /** A person who asked in the night does not expect it done on Monday. */
  private static final Duration WISHED = Duration.ofMinutes(10);

  private final Rooms rooms;
  private final Telling telling;
  private final Questions questions;
  private final Obstacles obstacles;
  private final WantedUndos wanted;
  private final Set<Long> underWay = new HashSet<>();

  TakingBack(Rooms rooms, Telling telling, WantedUndos wanted) {
    this.rooms = rooms;
    this.telling = telling;
    this.wanted = wanted;
    questions = new Questions(rooms);
    obstacles = new Obstacles(rooms);
  }

  /** What was made last is taken back first: an older change for the same incident waits for it. */
  void look(Instant now) {
    Set<String> waiting = new HashSet<>();
    for (long id : wanted.due(now)) {
      Optional<ActionEntry> entry = rooms.store().actions().find(id);
      Optional<String> incident = entry.map(its -> its.detail().incidentId());
      boolean first = incident.isEmpty() || waiting.add(incident.get());
      if (first && !underWay.contains(id)) {
        look(id, entry);
      }
    }
  }

  private void look(long id, Optional<ActionEntry> entry) {
    if (entry.isEmpty() || entry.get().row().status() != ActionStatus.SUCCESS) {
      wanted.over(id);
    } else if (rooms.observes(entry.get().row().jobId())) {
      rooms
          .store()
          .journal()
          .find(entry.get().detail().intentId())
          .ifPresentOrElse(
              intent -> lookHere(entry.get(), intent),
              () -> giveUp(entry.get(), "its journal entry is gone"));
    }
  }

  /** What another living process holds in its memory only that one can take back. */
  private void lookHere(ActionEntry entry, Intent intent) {
    Optional<WantedUndos.Wished> wish = wanted.wish(entry.row().id());
    boolean others =
        rooms.acting().elsewhere(intent) && rooms.store().instances().alive(intent.instance());
    if (wish.filter(its -> !rooms.now().isBefore(its.at().plus(WISHED))).isPresent()) {
      giveUp(entry, "no program that could do it did so within " + WISHED.toMinutes() + " min");
    } else if (!others && wish.isEmpty()) {
      look(entry, intent);
    } else if (!others && rooms.acting().doer(intent.plan().request()).isPresent()) {
      undo(entry);
    }
  }

  private void look(ActionEntry entry, Intent intent) {
    Decision decision = questions.decide(questions.undo(entry, intent));
    if (decision instanceof Decision.Heal) {
      undo(entry);
    } else {
      rooms.announcer().decided(intent.subject(), reference(entry), decision);
    }
  }

  private static String reference(ActionEntry entry) {
    return "a" + entry.row().id();
  }

  private void undo(ActionEntry entry) {
    long id = entry.row().id();
    underWay.add(id);
    boolean inTime = wanted.inTime(id);
    Optional<String> person = wanted.person(id);
    Duration limit = Duration.ofSeconds(rooms.config().selfHealing().recovery().recoveryTimeout());
    rooms
        .lanes()
        .actions()
        .<Undone>submit(
            "the undo of " + reference(entry),
            limit,
            () -> undone(id, inTime, person),
            outcome -> outcome.handle(this::ended, fault -> failed(entry, fault)));
  }

  private Undone undone(long id, boolean inTime, Optional<String> person) {
    if (inTime) {
      return rooms.acting().undoInTime(id);
    }
    return rooms.acting().undo(id, person.orElse("auto"), person.isEmpty());
  }

  private void ended(Undone undone) {
    ActionEntry entry = undone.entry();
    underWay.remove(entry.row().id());
    rooms.pending().changed();
    if (undone.state() == IntentState.DONE || entry.row().status() == ActionStatus.ROLLED_BACK) {
      String by = wanted.person(entry.row().id()).map(person -> " for " + person).orElse("");
      over(entry);
      say(entry, "taken back" + by);
    } else if (undone.refusal() == BlockReason.BUSY && mayCome(entry)) {
      rooms.log(LOG).info("{} is taken back later: {}", reference(entry), undone.note());
    } else {
      giveUp(entry, undone.note());
    }
  }

  /** The store failed, Healing is being closed: it stays wanted. */
  private void failed(ActionEntry entry, Throwable fault) {
    underWay.remove(entry.row().id());
    Target target = entry.detail().target();
    Optional<Settled> unsettled =
        fault instanceof TimeoutException ? rooms.acting().abandon(target) : Optional.empty();
    unsettled.ifPresentOrElse(
        settled -> giveUp(entry, settled.note()),
        () ->
            rooms
                .log(LOG)
                .warn("{} is not taken back yet, and tried again: {}", reference(entry), fault));
  }

  private void giveUp(ActionEntry entry, String why) {
    String because =
        wanted
            .person(entry.row().id())
            .map(person -> ", which " + person + " wanted back,")
            .orElseGet(() -> because(entry) + " and");
    over(entry);
    say(entry, "not taken back: " + why);
    telling.tell(
        NotificationKind.GIVE_UP,
        new Subject(entry.row().jobId()),
        reference(entry) + because + " was not taken back",
        why);
  }

  /** The next one is due at once. */
  private void over(ActionEntry entry) {
    wanted.over(entry.row().id());
    wanted.soon();
  }

  /** A person is told at once what stands in the way, as where no other program is asked. */
  private boolean mayCome(ActionEntry entry) {
    return wanted.wish(entry.row().id()).isEmpty() && !obstacles.builtUpon(entry);
  }

  private String because(ActionEntry entry) {
    return wanted.inTime(entry.row().id()) ? " was for a time only" : " did not help";
  }

  private void say(ActionEntry entry, String words) {
    Subject subject = new Subject(entry.row().jobId());
    rooms.announcer().say(HealingEvent.Step.UNDONE, subject, reference(entry), words);
  }
}
