package io.healing.core.act;

import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.Remediator;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import java.time.Instant;
import java.util.Optional;

/** Carries out an order: intent, change, settlement. */
final class Applying {
  private final Workshop shop;
  private final SuggestionWords suggestions;

  Applying(Workshop shop) {
    this.shop = shop;
    suggestions = new SuggestionWords(shop.store());
  }

  Applied apply(Order order) {
    Remediator remediator = shop.remediators().get(order.plan().request());
    refuseEarly(order);
    shop.step("t1.before");
    Intent intent = new Claim(shop).begin(() -> intended(order));
    try {
      shop.step("t1.after");
      Outcome outcome = change(order, intent, remediator);
      Optional<ActionEntry> entry =
          new Bookkeeping(shop).changed(intent, outcome, order.situation());
      IntentState state = entry.isPresent() ? outcome.state() : IntentState.UNSETTLED;
      return new Applied(intent.id(), state, entry.orElse(null), shop.redact(outcome.note()));
    } finally {
      shop.inHand().remove(intent.id());
    }
  }

  private void refuseEarly(Order order) {
    Optional<Instant> due = Delay.notBefore(order.plan().request(), order.situation());
    if (due.isPresent() && shop.now().isBefore(due.get())) {
      throw new Refused(
          BlockReason.COOL_DOWN,
          order.plan().request() + " is not to be done before " + due.get(),
          "Look again then");
    }
  }

  private Intent intended(Order order) {
    Instant now = shop.now();
    suggestions.claim(order, now);
    passGates(order);
    Claim.refuseBusy(shop, order.plan().request().target());
    order.beforeIntent().run();
    Incident incident = order.incident();
    return new Intent(
        0,
        IntentKind.APPLY,
        order.situation().subject(),
        order.suggestion().row().id(),
        0,
        order.plan(),
        order.counterKey(),
        incident == null ? null : incident.id(),
        order.by(),
        order.automatic(),
        shop.settings().instance(),
        IntentState.OPEN,
        now,
        null,
        "");
  }

  private static void passGates(Order order) {
    Decision decision = order.gates().get();
    if (!(decision instanceof Decision.Heal)) {
      BlockReason why = decision.reason().orElse(BlockReason.UNKNOWN);
      throw new Refused(why, decision.words(), "");
    }
  }

  private Outcome change(Order order, Intent intent, Remediator remediator) {
    Attempt attempt = new Attempt(shop, intent, order.situation());
    try {
      return attempted(order, attempt, remediator);
    } catch (Uncertain e) {
      return attempt.byLooking(e);
    } catch (HealingException e) {
      return attempt.outcome(IntentState.FAILED, words(e));
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      return attempt.byLooking(e);
    }
  }

  private Outcome attempted(Order order, Attempt attempt, Remediator remediator) {
    ActionPlan plan = order.plan();
    long suggestion = order.suggestion().row().id();
    Asked asked = shop.asked(order.situation(), plan.request(), null).toChange(suggestion);
    Inspection found = attempt.inspect(asked, Moment.BEFORE_APPLY);
    if (found != Inspection.BEFORE) {
      return attempt.outcome(IntentState.FAILED, moved(plan.request().target(), found));
    }
    shop.guardChange(plan, order.situation());
    shop.step("w.guarded");
    String said = Workshop.given(remediator.apply(plan, asked), remediator, "report");
    shop.step("w.after");
    return attempt.done(said);
  }

  private static String moved(Target target, Inspection found) {
    return switch (found) {
      case AFTER -> target + " is already as the plan wants it; nothing was changed";
      case OTHER -> target + " changed since the plan was made; nothing was changed";
      case BEFORE, UNKNOWN ->
          "It cannot be told whether " + target + " is as the plan found it; nothing was changed";
    };
  }

  static String words(Throwable fault) {
    String message = fault.getMessage();
    return message == null || message.isBlank() ? fault.getClass().getName() : message;
  }
}
