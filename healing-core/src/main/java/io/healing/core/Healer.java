package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.act.ActionPlan;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.IntentState;
import io.healing.core.act.Applied;
import io.healing.core.act.Order;
import io.healing.core.act.Situation;
import io.healing.core.decide.Deciding.Asked;
import io.healing.core.decide.Question;
import io.healing.core.decide.Question.Facts;
import io.healing.core.decide.Question.Wish;
import io.healing.core.review.Offer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the doctor planned, one change after the other: each through a review, a suggestion,
 * the gates and the journal, as every other change.
 */
final class Healer {
  private final Rooms rooms;
  private final String by;

  /**
   * What became of a change.
   *
   * @param entry the action, or null where none was begun
   * @param fault why it is not done; empty when it is
   */
  record Done(@Nullable ActionEntry entry, String fault) {
    boolean succeeded() {
      return entry != null && fault.isEmpty();
    }
  }

  Healer(Rooms rooms, String by) {
    this.rooms = rooms;
    this.by = by;
  }

  Done make(Mending.Step step) {
    ActionPlan plan = step.plan();
    if (plan == null) {
      return new Done(null, step.refusal());
    }
    try {
      return make(step.finding(), plan);
    } catch (HealingException e) {
      return new Done(null, rooms.redactor().apply(e.inOneLine()));
    }
  }

  private Done make(Finding finding, ActionPlan plan) {
    Incident incident = incident(finding).orElse(null);
    Offer offer =
        new OwnReview(rooms).offer(finding.subject(), proposal(finding, plan), plan, incident);
    if (offer.rejection() != null) {
      return new Done(null, SaidNo.said(offer.rejection()));
    }
    Question question = question(finding, plan);
    Decision decision = rooms.deciding().decide(question);
    boolean may = decision instanceof Decision.Heal;
    String topic = "s" + offer.entry().row().id();
    rooms.announcer().decided(finding.subject(), topic, may ? asked(plan) : decision);
    if (!may) {
      return new Done(null, decision.words());
    }
    // A state that is looked at right afterwards needs no time to settle.
    Situation now = rooms.situations().of(finding.subject()).withSettle(Duration.ZERO);
    Applied applied =
        rooms
            .acting()
            .apply(
                new Order(
                    offer.entry(),
                    plan,
                    now,
                    by,
                    false,
                    incident,
                    incident == null ? null : incident.key(),
                    () -> rooms.deciding().decide(question(finding, plan)),
                    () -> {}));
    rooms.refreshIncident(incident == null ? null : incident.id());
    boolean done = applied.state() == IntentState.DONE;
    return new Done(applied.entry(), done ? "" : applied.note());
  }

  private Decision asked(ActionPlan plan) {
    return new Decision.Heal("the doctor was asked to by " + by + ": " + plan.summary());
  }

  private Optional<Incident> incident(Finding finding) {
    return rooms.detection().active().stream()
        .filter(incident -> incident.subject().equals(finding.subject()))
        .filter(incident -> incident.findingId().equals(finding.id()))
        .findFirst();
  }

  static Proposal proposal(Finding finding, ActionPlan plan) {
    return Proposal.of(plan.summary(), finding.message(), SuggestionCategory.RELIABILITY)
        .withRequest(plan.request())
        .withSeverity(plan.risk())
        .withConfidence(1);
  }

  private Question question(Finding finding, ActionPlan plan) {
    String observeOnly = Statuses.observeOnly(rooms.store().info());
    boolean busy = rooms.store().journal().pendingOn(plan.request().target()).isPresent();
    Facts facts =
        Facts.none()
            .when(
                observeOnly != null,
                BlockReason.STORE_NOT_WRITABLE,
                observeOnly == null ? "" : observeOnly)
            .when(busy, BlockReason.BUSY, plan.request().target().toString());
    return Question.of(Asked.DOCTOR, finding.subject(), SelfHealingConfig.defaults(), Wish.of(plan))
        .withFacts(facts);
  }
}
