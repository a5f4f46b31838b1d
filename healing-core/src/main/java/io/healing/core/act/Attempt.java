package io.healing.core.act;

import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.Remediator;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentState;
import java.time.Instant;

/** One attempt at carrying out an intent, and how it is told afterwards what became of it. */
final class Attempt {
  private final Workshop shop;
  private final Intent intent;
  private final Situation situation;

  Attempt(Workshop shop, Intent intent, Situation situation) {
    this.shop = shop;
    this.intent = intent;
    this.situation = situation;
  }

  Outcome outcome(IntentState state, String note) {
    return new Outcome(state, note, since());
  }

  Outcome done(String said) {
    return outcome(IntentState.DONE, said);
  }

  /**
   * A run that we ordered may begin before the order returns, so it counts from the intent on. A
   * run that began while a file was being changed may have read the old one, and the store keeps
   * milliseconds, so that it counts only from the next one on.
   */
  private Instant since() {
    if (intent.plan().request().target().scheme().equals("job")) {
      return intent.begunAt();
    }
    return shop.now().plusMillis(1);
  }

  /** What became of it, by looking at the target after something went wrong. */
  Outcome byLooking(Throwable fault) {
    Inspection found = inspected();
    return outcome(stateOf(found), Applying.words(fault) + "; " + seen(found));
  }

  /**
   * How the target stands; unknown where even looking fails. What was in the memory of a process
   * ended with it.
   */
  Inspection inspected() {
    if (shop.elsewhere(intent.plan().request(), intent)) {
      return Inspection.BEFORE;
    }
    try {
      return inspect(
          shop.asked(situation, intent.plan().request(), intent.begunAt()), Moment.AFTER_CRASH);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      shop.failed(intent.plan().request(), e);
      return Inspection.UNKNOWN;
    }
  }

  /** How the target stands by what its remediator says, which has to be an answer. */
  Inspection inspect(Asked asked, Moment moment) {
    Remediator remediator = shop.remediators().get(intent.plan().request());
    return Workshop.given(
        remediator.inspect(intent.plan(), asked, moment), remediator, "inspection");
  }

  static IntentState stateOf(Inspection found) {
    return switch (found) {
      case BEFORE -> IntentState.FAILED;
      case AFTER -> IntentState.DONE;
      case OTHER, UNKNOWN -> IntentState.UNSETTLED;
    };
  }

  String seen(Inspection found) {
    String target = intent.plan().request().target().toString();
    return switch (found) {
      case BEFORE -> target + " is as it was before";
      case AFTER -> target + " is as the plan wants it";
      case OTHER -> target + " is neither as before nor as planned: a person must look";
      case UNKNOWN -> "it cannot be told whether " + target + " was changed: a person must look";
    };
  }
}
