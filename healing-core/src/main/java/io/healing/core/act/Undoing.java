package io.healing.core.act;

import io.healing.api.HealingException;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import java.util.Optional;

/** Takes an action back by what the journal says of it. */
final class Undoing {
  private final Workshop shop;

  Undoing(Workshop shop) {
    this.shop = shop;
  }

  private record Wish(long actionId, String by, boolean automatic) {}

  Undone undo(long actionId, String by, boolean automatic) {
    ActionEntry entry = found(actionId);
    Intent intent;
    shop.step("undo.t1.before");
    try {
      intent = new Claim(shop).begin(() -> intended(new Wish(actionId, by, automatic)));
    } catch (Refused e) {
      return refused(entry, e);
    }
    try {
      shop.step("undo.t1.after");
      return settled(intent, takeBack(intent));
    } finally {
      shop.inHand().remove(intent.id());
    }
  }

  private ActionEntry found(long actionId) {
    return shop.store()
        .actions()
        .find(actionId)
        .orElseThrow(
            () ->
                new HealingException(
                    "There is no action a" + actionId, "List the actions to see their ids"));
  }

  private Undone refused(ActionEntry entry, Refused fault) {
    String note = shop.redact("Not taken back: " + Applying.words(fault));
    ActionEntry noted =
        shop.store()
            .transaction(
                () -> {
                  ActionEntry now = found(entry.row().id());
                  ActionEntry next = Bookkeeping.noted(now, note);
                  shop.store().actions().update(next);
                  return next;
                });
    return new Undone(0, IntentState.FAILED, noted, note, fault.reason());
  }

  private Intent intended(Wish wish) {
    ActionEntry entry = found(wish.actionId);
    Intent applied = shop.store().journal().find(entry.detail().intentId()).orElseThrow(this::lost);
    checkUndoable(entry, applied.plan());
    refuseElsewhere(applied);
    refuseOlder(entry);
    Claim.refuseBusy(shop, entry.detail().target());
    return new Intent(
        0,
        IntentKind.UNDO,
        applied.subject(),
        applied.suggestionId(),
        wish.actionId,
        applied.plan(),
        applied.incidentKey(),
        applied.incidentId(),
        wish.by,
        wish.automatic,
        shop.settings().instance(),
        IntentState.OPEN,
        shop.now(),
        null,
        "");
  }

  private Refused lost() {
    return new Refused(
        BlockReason.IRREVERSIBLE,
        "its journal entry is gone, and with it what was there before",
        "");
  }

  private static void checkUndoable(ActionEntry entry, ActionPlan plan) {
    long id = entry.row().id();
    if (entry.row().status() != ActionStatus.SUCCESS) {
      throw new Refused(
          BlockReason.IRREVERSIBLE,
          "action a"
              + id
              + " is "
              + entry.row().status().word()
              + ", there is nothing to take back",
          "");
    }
    if (plan.undo() != Undo.EXACT || !entry.row().canRollback()) {
      throw new Refused(
          BlockReason.IRREVERSIBLE,
          "action a" + id + " (" + entry.row().actionType() + ") has undo " + plan.undo().word(),
          "Do by hand what is needed");
    }
  }

  private void refuseElsewhere(Intent applied) {
    if (shop.elsewhere(applied.plan().request(), applied)) {
      throw new Refused(
          BlockReason.IRREVERSIBLE,
          applied.plan().request().target()
              + " was changed in the memory of another process (instance "
              + applied.instance()
              + (shop.store().instances().alive(applied.instance())
                  ? "), which lives"
                  : "), which has ended, and the change with it"),
          "Take it back from that program");
    }
  }

  private void refuseOlder(ActionEntry entry) {
    Optional<ActionEntry> last = shop.store().actions().lastOn(entry.detail().target());
    if (last.isPresent() && last.get().row().id() != entry.row().id()) {
      throw new Refused(
          BlockReason.BUSY,
          "action a" + last.get().row().id() + " on " + entry.detail().target() + " is newer",
          "Take back a" + last.get().row().id() + " first");
    }
  }

  private Outcome takeBack(Intent intent) {
    Situation situation = shop.settings().situations().apply(intent.subject());
    Attempt attempt = new Attempt(shop, intent, situation);
    try {
      return takenBack(intent, situation, attempt);
    } catch (Uncertain e) {
      return byLooking(attempt, e);
    } catch (HealingException e) {
      return attempt.outcome(IntentState.FAILED, "Not taken back: " + Applying.words(e));
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      return byLooking(attempt, e);
    }
  }

  private Outcome takenBack(Intent intent, Situation situation, Attempt attempt) {
    ActionPlan plan = intent.plan();
    Remediator remediator = shop.remediators().get(plan.request());
    Asked asked = shop.asked(situation, plan.request(), null);
    Inspection found = attempt.inspect(asked, Moment.BEFORE_UNDO);
    if (found != Inspection.AFTER) {
      return attempt.outcome(
          IntentState.FAILED,
          "Not taken back: " + plan.request().target() + " is not as the action left it");
    }
    shop.guardUndo(plan, situation);
    shop.step("undo.w.guarded");
    remediator.undo(plan, asked);
    shop.step("undo.w.after");
    return attempt.done("");
  }

  private static Outcome byLooking(Attempt attempt, Throwable fault) {
    Inspection found = attempt.inspected();
    return attempt.outcome(stateOf(found), Applying.words(fault) + "; " + attempt.seen(found));
  }

  /** The other way round than for a change: as before means that it was taken back. */
  static IntentState stateOf(Inspection found) {
    return switch (found) {
      case BEFORE -> IntentState.DONE;
      case AFTER -> IntentState.FAILED;
      case OTHER, UNKNOWN -> IntentState.UNSETTLED;
    };
  }

  private Undone settled(Intent intent, Outcome outcome) {
    Optional<ActionEntry> kept = new Bookkeeping(shop).takenBack(intent, outcome);
    IntentState state = kept.isPresent() ? outcome.state() : IntentState.UNSETTLED;
    ActionEntry entry = kept.orElseGet(() -> found(intent.actionId()));
    return new Undone(intent.id(), state, entry, shop.redact(outcome.note()), null);
  }
}
