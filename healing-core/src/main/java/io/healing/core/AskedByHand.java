package io.healing.core;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.RecoveryStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.IntentState;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.act.Refused;
import io.healing.core.review.Offer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One action that a person asks for: a review, a suggestion, that person's approval; then it goes
 * the way of every other change.
 */
final class AskedByHand {
  private final Rooms rooms;

  AskedByHand(Rooms rooms) {
    this.rooms = rooms;
  }

  ActionResult act(Subject subject, ActionRequest wish, String person) {
    String idle = idle();
    if (!idle.isEmpty()) {
      return none("nothing is changed: " + idle);
    }
    ActionPlan plan;
    try {
      plan = rooms.acting().plan(rooms.situations().of(subject), wish);
    } catch (Refused e) {
      return none(rooms.redactor().apply(String.valueOf(e.getMessage())));
    }
    Offer offer = suggested(subject, plan, person);
    if (offer.rejection() != null) {
      return none(
          offer.rejection().by()
              + " said no to it ("
              + offer.rejection().reason()
              + "); lift that first");
    }
    long id = offer.entry().row().id();
    if (offer.outcome() != Offer.Outcome.APPROVED) {
      rooms.reviewing().approve(id, plan.hash(), person);
    }
    return outcome(id);
  }

  /** Why nobody would ever carry it out; empty where somebody does. */
  private String idle() {
    if (!rooms.config().selfHealing().enabled()) {
      return "Healing is switched off (self_healing.enabled: false)";
    }
    String observes = Statuses.observeOnly(rooms.store().info());
    return observes == null ? "" : observes + "; give a durable store";
  }

  private static ActionResult none(String why) {
    return new ActionResult(
        RecoveryStatus.ESCALATED, OptionalLong.empty(), OptionalLong.empty(), why);
  }

  private Offer suggested(Subject subject, ActionPlan plan, String person) {
    Proposal proposal =
        Proposal.of(plan.summary(), "Asked for by " + person, SuggestionCategory.RELIABILITY)
            .withRequest(plan.request())
            .withSeverity(plan.risk())
            .withConfidence(1);
    return new OwnReview(rooms).offer(subject, proposal, plan, null);
  }

  /** How a suggestion stands, in the words of a recovery. */
  ActionResult outcome(long suggestion) {
    SuggestionEntry entry =
        rooms
            .store()
            .suggestions()
            .find(suggestion)
            .orElseThrow(
                () ->
                    new HealingException(
                        "There is no suggestion s" + suggestion, "List them to see the ids."));
    Long action = entry.row().actionId();
    return action == null
        ? waiting(entry)
        : rooms
            .store()
            .actions()
            .find(action)
            .map(done -> done(entry, done))
            .orElseGet(() -> waiting(entry));
  }

  private ActionResult waiting(SuggestionEntry entry) {
    ActionPlan plan = entry.detail().plan();
    boolean begun =
        plan != null
            && rooms
                .store()
                .journal()
                .pendingOn(plan.request().target())
                .filter(intent -> intent.suggestionId() == entry.row().id())
                .isPresent();
    RecoveryStatus status =
        switch (entry.row().status()) {
          case PENDING -> RecoveryStatus.PENDING;
          case APPROVED -> begun ? RecoveryStatus.IN_PROGRESS : RecoveryStatus.PENDING;
          case APPLIED -> RecoveryStatus.COMPLETED;
          case REJECTED, FAILED -> RecoveryStatus.FAILED;
          case UNKNOWN -> RecoveryStatus.ESCALATED;
        };
    return result(status, entry, OptionalLong.empty(), words(entry));
  }

  /** Why it waits, where something stands in the way; else what would be done. */
  private String words(SuggestionEntry entry) {
    String no = entry.row().rejectionReason();
    if (entry.row().status() == SuggestionStatus.REJECTED && no != null) {
      return "not done: " + no;
    }
    return rooms
        .store()
        .decisions()
        .last(new Subject(entry.row().jobId()), "s" + entry.row().id())
        .flatMap(AskedByHand::obstacle)
        .orElse(entry.row().title());
  }

  private static Optional<String> obstacle(DecisionRecord record) {
    String detail = record.detail().isEmpty() ? "" : ": " + record.detail();
    return Optional.ofNullable(record.reason()).map(why -> why.sentence() + detail);
  }

  private ActionResult done(SuggestionEntry entry, ActionEntry action) {
    RecoveryStatus status =
        switch (action.row().status()) {
          case SUCCESS -> seen(action);
          case ROLLED_BACK -> takenBack(entry);
          case FAILED -> unsettled(action) ? RecoveryStatus.ESCALATED : RecoveryStatus.FAILED;
          case UNKNOWN -> RecoveryStatus.ESCALATED;
        };
    String reason = action.detail().verification().reason();
    String note = action.detail().note();
    boolean untold = action.detail().verification().state() == VerificationState.NONE;
    String told = reason.isEmpty() || (untold && !note.isEmpty()) ? note : reason;
    String words = told.isEmpty() ? entry.row().title() : told;
    return result(status, entry, OptionalLong.of(action.row().id()), words);
  }

  private static RecoveryStatus seen(ActionEntry action) {
    return switch (action.detail().verification().state()) {
      case PENDING -> RecoveryStatus.IN_PROGRESS;
      case VERIFIED -> RecoveryStatus.COMPLETED;
      case INEFFECTIVE -> RecoveryStatus.FAILED;
      case INCONCLUSIVE, NONE, UNKNOWN -> RecoveryStatus.ESCALATED;
    };
  }

  /**
   * What was wanted for a time only has done its work when the time is over; what the program took
   * back that asked for it is over as it wanted.
   */
  private static RecoveryStatus takenBack(SuggestionEntry entry) {
    return entry.row().status() == SuggestionStatus.APPLIED
        ? RecoveryStatus.COMPLETED
        : RecoveryStatus.FAILED;
  }

  private boolean unsettled(ActionEntry action) {
    return rooms
        .store()
        .journal()
        .find(action.detail().intentId())
        .filter(intent -> intent.state() == IntentState.UNSETTLED)
        .isPresent();
  }

  private static ActionResult result(
      RecoveryStatus status, SuggestionEntry entry, OptionalLong action, String words) {
    return new ActionResult(status, OptionalLong.of(entry.row().id()), action, words);
  }
}
