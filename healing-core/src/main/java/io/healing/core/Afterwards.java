package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.Decision;
import io.healing.api.review.HealingReview;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What becomes of the suggestions of a review: carried out where that is allowed, or told. */
final class Afterwards {
  private final Rooms rooms;
  private final Treating treating;
  private final Telling telling;
  private final Proposing proposing;
  private final Questions questions;
  private final Map<Long, Later> later = new HashMap<>();

  /**
   * What had to wait.
   *
   * @param planned what it came from
   * @param due when it is decided again
   */
  private record Later(Planned planned, Instant due) {}

  Afterwards(Rooms rooms, Treating treating, Telling telling) {
    this.rooms = rooms;
    this.treating = treating;
    this.telling = telling;
    proposing = new Proposing(rooms);
    questions = new Questions(rooms);
  }

  void take(Analysing.Analysed analysed) {
    Subject subject = new Subject(analysed.review().jobId());
    List<SuggestionEntry> waiting = new ArrayList<>();
    for (Proposed proposed : proposing.store(subject, null, analysed)) {
      SuggestionEntry entry = proposed.suggestion();
      if (entry != null && entry.row().status() == SuggestionStatus.PENDING) {
        if (decide(proposed.planned(), entry)) {
          waiting.add(entry);
        }
      }
    }
    if (!waiting.isEmpty()) {
      telling.suggested(subject, waiting);
    }
  }

  /** Decides again on what had to wait for its moment. */
  void again(Instant now) {
    List<Long> due =
        later.entrySet().stream()
            .filter(entry -> !now.isBefore(entry.getValue().due()))
            .map(Map.Entry::getKey)
            .toList();
    for (long id : due) {
      Later put = Objects.requireNonNull(later.remove(id));
      pending(id).ifPresent(entry -> decide(put.planned(), entry));
    }
  }

  private Optional<SuggestionEntry> pending(long id) {
    return rooms
        .store()
        .suggestions()
        .find(id)
        .filter(entry -> entry.row().status() == SuggestionStatus.PENDING);
  }

  /** True when it is not carried out now. */
  private boolean decide(Planned planned, SuggestionEntry entry) {
    long id = entry.row().id();
    Decision decision = questions.decide(questions.proactive(entry, planned));
    rooms.announcer().decided(subject(entry), "s" + id, decision);
    ActionPlan plan = entry.detail().plan();
    if (decision instanceof Decision.Heal && plan != null) {
      treating.treat(treatment(planned, entry, plan), next -> treated(planned, entry, next));
      return false;
    }
    if (decision instanceof Decision.CheckAgain check) {
      later.put(id, new Later(planned, rooms.now().plus(check.after())));
    }
    return true;
  }

  private void treated(Planned planned, SuggestionEntry entry, Instant next) {
    long id = entry.row().id();
    pending(id)
        .ifPresentOrElse(still -> later.put(id, new Later(planned, next)), () -> counted(entry));
  }

  private Treatment treatment(Planned planned, SuggestionEntry entry, ActionPlan plan) {
    return new Treatment(
        entry,
        plan,
        null,
        entry.detail().dedupeKey(),
        "auto",
        true,
        () -> questions.decide(questions.proactive(entry, planned)),
        why -> questions.movedOn(subject(entry), "s" + entry.row().id(), why));
  }

  private static Subject subject(SuggestionEntry entry) {
    return new Subject(entry.row().jobId());
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
