package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.Decision;
import io.healing.api.review.HealingReview;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.notify.Message;
import java.util.ArrayList;
import java.util.List;

/** What becomes of the suggestions of a review: carried out where that is allowed, or told. */
final class Afterwards {
  private final Rooms rooms;
  private final Treating treating;
  private final Telling telling;
  private final Proposing proposing;
  private final Questions questions;

  Afterwards(Rooms rooms, Treating treating, Telling telling) {
    this.rooms = rooms;
    this.treating = treating;
    this.telling = telling;
    proposing = new Proposing(rooms);
    questions = new Questions(rooms);
  }

  void take(Analysing.Analysed analysed) {
    Subject subject = new Subject(analysed.review().jobId());
    List<HealingSuggestion> waiting = new ArrayList<>();
    for (Proposed proposed : proposing.store(subject, null, analysed)) {
      SuggestionEntry entry = proposed.suggestion();
      if (entry != null && entry.row().status() == SuggestionStatus.PENDING) {
        decide(proposed.planned(), entry, waiting);
      }
    }
    if (!waiting.isEmpty()) {
      telling.send(Message.about(subject, waiting));
    }
  }

  private void decide(Planned planned, SuggestionEntry entry, List<HealingSuggestion> waiting) {
    Subject subject = new Subject(entry.row().jobId());
    Decision decision = questions.decide(questions.proactive(entry, planned));
    rooms.announcer().decided(subject, "s" + entry.row().id(), decision);
    ActionPlan plan = entry.detail().plan();
    if (decision instanceof Decision.Heal && plan != null) {
      treating.treat(
          new Treatment(
              entry,
              plan,
              null,
              null,
              "auto",
              true,
              () -> questions.decide(questions.proactive(entry, planned)),
              why -> questions.movedOn(subject, "s" + entry.row().id(), why)),
          next -> counted(entry));
    } else {
      waiting.add(entry.row());
    }
  }

  /** The review tells how many of its suggestions were carried out without a person. */
  private void counted(SuggestionEntry entry) {
    boolean applied =
        rooms
            .store()
            .suggestions()
            .find(entry.row().id())
            .filter(now -> now.row().status() == SuggestionStatus.APPLIED)
            .isPresent();
    if (applied) {
      rooms
          .store()
          .reviews()
          .find(entry.row().reviewId())
          .ifPresent(review -> rooms.store().reviews().update(oneMore(review.row())));
    }
  }

  private static HealingReview oneMore(HealingReview row) {
    return new HealingReview(
        row.id(),
        row.jobId(),
        row.startedAt(),
        row.finishedAt(),
        row.status(),
        row.runsAnalyzed(),
        row.logsLines(),
        row.aiSessionsCount(),
        row.slaViolationsCount(),
        row.suggestionsCount(),
        row.autoAppliedCount() + 1,
        row.errorMessage(),
        row.analysisDurationMs(),
        row.aiTokensUsed(),
        row.createdAt());
  }
}
