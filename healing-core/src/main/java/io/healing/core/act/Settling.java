package io.healing.core.act;

import io.healing.api.Target;
import io.healing.api.act.Inspection;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settles what nobody is carrying out any more, by looking. */
final class Settling {
  private final Workshop shop;

  Settling(Workshop shop) {
    this.shop = shop;
  }

  List<Settled> settle() {
    List<Settled> all = new ArrayList<>();
    for (Intent intent : shop.store().journal().open()) {
      if (!leftBehind(intent)) {
        continue;
      }
      if (shop.remediators().find(intent.plan().request()).isEmpty()) {
        all.add(new Settled(intent, IntentState.OPEN, null, nobody(intent)));
      } else if (taken(intent)) {
        look(intent).ifPresent(all::add);
      }
    }
    return all;
  }

  private boolean leftBehind(Intent intent) {
    return intent.instance() == shop.settings().instance()
        ? !shop.inHand().contains(intent.id())
        : !shop.store().instances().alive(intent.instance());
  }

  private static String nobody(Intent intent) {
    return "Nobody here can tell what became of "
        + intent.plan().request()
        + " (intent "
        + intent.id()
        + "): start the program that has the remediator";
  }

  /** Of several that want it only one gets it; among the threads of one process the first. */
  private boolean taken(Intent intent) {
    long own = shop.settings().instance();
    if (!shop.inHand().add(intent.id())) {
      return false;
    }
    boolean taken =
        intent.instance() == own
            ? stillOpen(intent)
            : shop.store().journal().takeOver(intent.id(), intent.instance(), own);
    if (!taken) {
      shop.inHand().remove(intent.id());
    }
    return taken;
  }

  private boolean stillOpen(Intent intent) {
    Optional<Intent> now = shop.store().journal().find(intent.id());
    return now.isPresent() && now.get().state() == IntentState.OPEN;
  }

  private Optional<Settled> look(Intent intent) {
    try {
      Situation situation = shop.settings().situations().apply(intent.subject());
      discardLeftovers(intent);
      Attempt attempt = new Attempt(shop, intent, situation);
      Inspection found = attempt.inspected();
      shop.step("settle.looked");
      String note = "Interrupted, and looked at afterwards: " + attempt.seen(found);
      return keep(intent, attempt.outcome(stateOf(intent, found), note), situation);
    } finally {
      shop.inHand().remove(intent.id());
    }
  }

  private static IntentState stateOf(Intent intent, Inspection found) {
    return intent.kind() == IntentKind.UNDO ? Undoing.stateOf(found) : Attempt.stateOf(found);
  }

  private void discardLeftovers(Intent intent) {
    Target target = intent.plan().request().target();
    if (Workshop.onFile(target)) {
      try {
        new AtomicFile(Path.of(target.name()), shop::step).discardLeftover();
      } catch (Uncertain e) {
        shop.log("Something is left beside " + target, e);
      }
    }
  }

  private Optional<Settled> keep(Intent intent, Outcome outcome, Situation situation) {
    Bookkeeping books = new Bookkeeping(shop);
    Optional<ActionEntry> entry =
        intent.kind() == IntentKind.UNDO
            ? books.takenBack(intent, outcome)
            : books.changed(intent, outcome, situation);
    return entry.map(
        kept -> new Settled(intent, outcome.state(), kept, shop.redact(outcome.note())));
  }

  Optional<Settled> abandon(Target target) {
    Optional<Intent> pending = shop.store().journal().pendingOn(target);
    return pending
        .filter(intent -> intent.state() == IntentState.OPEN)
        .filter(intent -> intent.instance() == shop.settings().instance())
        .flatMap(this::giveUp);
  }

  private Optional<Settled> giveUp(Intent intent) {
    Situation situation = shop.settings().situations().apply(intent.subject());
    String note =
        "It did not end in time and was given up: it cannot be told whether "
            + intent.plan().request().target()
            + " was changed or still will be; a person must look";
    return keep(intent, new Outcome(IntentState.UNSETTLED, note, shop.now()), situation);
  }
}
