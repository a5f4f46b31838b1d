package io.healing.core.review;

import io.healing.api.HealingException;
import io.healing.api.act.ActionPlan;
import io.healing.api.config.LimitsConfig;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import io.healing.api.store.Rejection;
import io.healing.api.store.SuggestionDetail;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.review.Drafting.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The life of a suggestion until it is applied. Every step is a compare-and-set in the store. */
final class Suggestions {
  private final HealingStore store;
  private final InstantSource clock;
  private final LimitsConfig limits;

  Suggestions(HealingStore store, InstantSource clock, LimitsConfig limits) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
  }

  Offer propose(SuggestionEntry draft, ErrorSeverity urgency) {
    return store.transaction(() -> offer(draft, urgency));
  }

  private Offer offer(SuggestionEntry draft, ErrorSeverity urgency) {
    String key = draft.detail().dedupeKey();
    Optional<SuggestionEntry> open = store.suggestions().open(key);
    if (open.isPresent()) {
      return again(open.get(), draft);
    }
    Optional<Rejection> no = rejection(draft, urgency);
    return no.isPresent()
        ? new Offer(Offer.Outcome.SILENT, draft, no.get())
        : new Offer(Offer.Outcome.NEW, added(draft), null);
  }

  Optional<Rejection> rejection(SuggestionEntry draft, ErrorSeverity urgency) {
    return store
        .rejections()
        .find(draft.detail().dedupeKey())
        .filter(said -> holds(said, draft, urgency));
  }

  private static boolean holds(Rejection said, SuggestionEntry draft, ErrorSeverity urgency) {
    return said.urgency().atLeast(urgency)
        && said.contentHash().equals(draft.detail().contentHash());
  }

  private SuggestionEntry added(SuggestionEntry draft) {
    long id = store.suggestions().add(draft.row(), draft.detail());
    return store.suggestions().find(id).orElseThrow(() -> unknown(id));
  }

  private Offer again(SuggestionEntry open, SuggestionEntry draft) {
    if (open.row().status() != SuggestionStatus.PENDING) {
      return new Offer(Offer.Outcome.APPROVED, open, null);
    }
    SuggestionEntry next = Drafting.refreshed(open, draft);
    boolean changed = store.suggestions().change(SuggestionStatus.PENDING, next);
    return changed
        ? new Offer(Offer.Outcome.REFRESHED, next, null)
        : new Offer(Offer.Outcome.APPROVED, find(open.row().id()), null);
  }

  SuggestionEntry approve(long id, String planHash, String person) {
    named(person, "approves");
    Verdict verdict = new Verdict(Verdict.HUMAN, person, null, clock.instant());
    return store.transaction(
        () -> {
          SuggestionEntry entry = pending(id, "approved");
          fits(entry, planHash);
          store.rejections().remove(entry.detail().dedupeKey());
          return approved(entry, planHash, verdict);
        });
  }

  private SuggestionEntry approved(SuggestionEntry entry, String planHash, Verdict verdict) {
    Instant until = verdict.at().plus(limits.approvedExpiry());
    SuggestionDetail detail = entry.detail().decided(verdict.by(), planHash, until);
    return change(entry, SuggestionStatus.APPROVED, verdict, detail);
  }

  SuggestionEntry reject(long id, String person, String reason) {
    named(person, "rejects");
    if (reason.isBlank()) {
      throw new HealingException(
          "The rejection of suggestion s" + id + " has no reason",
          "Say why: it is remembered, and shown when the same is looked at again.");
    }
    Verdict verdict = new Verdict(Verdict.HUMAN, person, reason, clock.instant());
    return store.transaction(
        () -> {
          SuggestionEntry entry = waiting(id);
          refuseInHand(entry);
          SuggestionEntry rejected = end(entry, verdict);
          store.rejections().save(remembered(rejected, verdict, reason));
          return rejected;
        });
  }

  private Rejection remembered(SuggestionEntry entry, Verdict verdict, String reason) {
    SuggestionDetail detail = entry.detail();
    return new Rejection(
        detail.dedupeKey(),
        detail.contentHash(),
        urgency(detail),
        verdict.by(),
        reason,
        verdict.at());
  }

  /**
   * A no to a repair holds while the trouble goes on, under whichever finding it is told again;
   * only a critical one asks anew. A no to a review's idea says nothing of a failure.
   */
  private ErrorSeverity urgency(SuggestionDetail detail) {
    return Optional.ofNullable(detail.incidentId())
        .flatMap(store.incidents()::find)
        .map(incident -> ErrorSeverity.higher(incident.severity(), ErrorSeverity.HIGH))
        .orElse(ErrorSeverity.LOW);
  }

  boolean lift(long id) {
    return store.rejections().remove(find(id).detail().dedupeKey());
  }

  SuggestionEntry supersede(SuggestionEntry entry, String why) {
    return store.transaction(() -> supersede(waiting(entry.row().id()), why, clock.instant()));
  }

  /** Who had said yes stays readable. */
  private SuggestionEntry supersede(SuggestionEntry entry, String why, Instant at) {
    boolean approved = entry.row().status() == SuggestionStatus.APPROVED;
    String by = entry.detail().decidedBy();
    String words = approved && by != null ? by + " approved it, but " + why : why;
    return end(entry, new Verdict(Verdict.AUTO, "superseded", words, at));
  }

  List<SuggestionEntry> expire(Instant now) {
    List<SuggestionEntry> gone = new ArrayList<>();
    store.suggestions().expired(now).forEach(entry -> expire(entry, now, gone));
    store.suggestions().approved().stream()
        .filter(entry -> !now.isBefore(entry.detail().expiresAt()))
        .filter(entry -> !inHand(entry))
        .forEach(entry -> expire(entry, now, gone));
    return List.copyOf(gone);
  }

  private void refuseInHand(SuggestionEntry entry) {
    if (inHand(entry)) {
      throw new HealingException(
          "Suggestion s" + entry.row().id() + " is being applied right now",
          "Wait for the end of it, and roll the action back if it is not wanted.");
    }
  }

  /** A change that is being made right now is not expired under its hands. */
  private boolean inHand(SuggestionEntry entry) {
    return Optional.ofNullable(entry.detail().plan())
        .map(ActionPlan::request)
        .flatMap(wish -> store.journal().pendingOn(wish.target()))
        .map(Intent::suggestionId)
        .filter(id -> id == entry.row().id())
        .isPresent();
  }

  private void expire(SuggestionEntry entry, Instant now, List<SuggestionEntry> gone) {
    String why =
        entry.row().status() == SuggestionStatus.PENDING
            ? "nobody decided before " + entry.detail().expiresAt()
            : "approved, and not applied before " + entry.detail().expiresAt();
    Verdict verdict = new Verdict(Verdict.AUTO, "expired", why, now);
    SuggestionEntry next = next(entry, SuggestionStatus.REJECTED, verdict, entry.detail());
    if (store.suggestions().change(entry.row().status(), next)) {
      gone.add(next);
    }
  }

  private SuggestionEntry end(SuggestionEntry entry, Verdict verdict) {
    return change(entry, SuggestionStatus.REJECTED, verdict, entry.detail());
  }

  private SuggestionEntry change(
      SuggestionEntry entry, SuggestionStatus status, Verdict verdict, SuggestionDetail detail) {
    SuggestionEntry next = next(entry, status, verdict, detail);
    if (!store.suggestions().change(entry.row().status(), next)) {
      throw decidedAlready(find(entry.row().id()), status.word());
    }
    return next;
  }

  private static SuggestionEntry next(
      SuggestionEntry entry, SuggestionStatus status, Verdict verdict, SuggestionDetail detail) {
    HealingSuggestion row = Drafting.decided(entry.row(), status, verdict);
    return new SuggestionEntry(
        row, detail.decided(verdict.by(), detail.approvedHash(), detail.expiresAt()));
  }

  private SuggestionEntry pending(long id, String wanted) {
    SuggestionEntry entry = find(id);
    if (entry.row().status() != SuggestionStatus.PENDING) {
      throw decidedAlready(entry, wanted);
    }
    if (!clock.instant().isBefore(entry.detail().expiresAt())) {
      throw new HealingException(
          "Suggestion s" + id + " expired at " + entry.detail().expiresAt(),
          "It is proposed again when the trouble is still there; or ask for a review.");
    }
    return entry;
  }

  private SuggestionEntry waiting(long id) {
    SuggestionEntry entry = find(id);
    SuggestionStatus status = entry.row().status();
    if (status != SuggestionStatus.PENDING && status != SuggestionStatus.APPROVED) {
      throw decidedAlready(entry, "rejected");
    }
    return entry;
  }

  private static void fits(SuggestionEntry entry, String planHash) {
    ActionPlan plan = entry.detail().plan();
    long id = entry.row().id();
    if (plan == null) {
      throw new HealingException(
          "Suggestion s" + id + " is advice: there is nothing that Healing could apply",
          "Follow it by hand, or reject it with a reason.");
    }
    if (!plan.hash().equals(planHash)) {
      throw new HealingException(
          "The plan of suggestion s"
              + id
              + " is "
              + plan.hash()
              + ", but "
              + planHash
              + " was approved",
          "Look at the plan as it is now and approve that.");
    }
  }

  SuggestionEntry find(long id) {
    return store.suggestions().find(id).orElseThrow(() -> unknown(id));
  }

  private static void named(String person, String does) {
    if (person.isBlank()) {
      throw new HealingException("Nobody is named who " + does + " it", "Give a name.");
    }
  }

  private static HealingException unknown(long id) {
    return new HealingException(
        "There is no suggestion s" + id, "List the suggestions to see their ids.");
  }

  private static HealingException decidedAlready(SuggestionEntry entry, String wanted) {
    String by = entry.detail().decidedBy();
    String who = by == null ? "somebody" : by;
    return new HealingException(
        "Suggestion s"
            + entry.row().id()
            + " cannot be "
            + wanted
            + ": it is "
            + entry.row().status().word()
            + " since "
            + entry.row().reviewedAt()
            + " by "
            + who,
        "Nothing was changed.");
  }
}
