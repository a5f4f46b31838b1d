package io.healing.core.act;

import io.healing.api.PluginState;
import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.decide.BlockReason;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Incident;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import io.healing.api.store.Rejection;
import io.healing.api.store.SuggestionDetail;
import io.healing.api.store.SuggestionEntry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The words that a suggestion gets while it is carried out and taken back. */
final class SuggestionWords {
  /** Who takes back what the program itself has asked for. */
  static final String PROGRAM = "the program";

  /** The targets of which a person took back the last change. */
  private static final String BY_HAND = "healing.taken-back";

  private final HealingStore store;

  SuggestionWords(HealingStore store) {
    this.store = store;
  }

  /** Claims a pending or approved suggestion, so that nobody else decides on it any more. */
  void claim(Order order, Instant now) {
    long id = order.suggestion().row().id();
    SuggestionEntry found = store.suggestions().find(id).orElseThrow(() -> gone(id));
    checkValid(found, order, now);
    SuggestionStatus status = found.row().status();
    if (status == SuggestionStatus.PENDING) {
      claimPending(found, order, now);
    } else if (status != SuggestionStatus.APPROVED) {
      throw decided(id, status.word());
    }
  }

  private void claimPending(SuggestionEntry found, Order order, Instant now) {
    SuggestionDetail detail = found.detail();
    SuggestionEntry next =
        new SuggestionEntry(
            reviewed(found, now, order.automatic()).withStatus(SuggestionStatus.APPROVED),
            detail.decided(
                order.by(), order.automatic() ? null : order.plan().hash(), detail.expiresAt()));
    if (!store.suggestions().change(SuggestionStatus.PENDING, next)) {
      throw decided(found.row().id(), "taken by somebody else");
    }
  }

  private static HealingSuggestion reviewed(SuggestionEntry found, Instant at, boolean automatic) {
    return found.row().withReviewedAt(at).withReviewedBy(automatic ? "auto" : "human");
  }

  private static void checkValid(SuggestionEntry entry, Order order, Instant now) {
    SuggestionDetail detail = entry.detail();
    if (now.isAfter(detail.expiresAt())) {
      throw new Refused(
          BlockReason.EXPIRED,
          "Suggestion s" + entry.row().id() + " was valid until " + detail.expiresAt(),
          "Ask for a new review");
    }
    String approved = detail.approvedHash();
    if (approved != null && !approved.equals(order.plan().hash())) {
      throw new Refused(
          BlockReason.WORLD_MOVED_ON,
          "Suggestion s" + entry.row().id() + " was approved with another plan than the one now",
          "Look at the new plan and approve that");
    }
  }

  private static Refused gone(long id) {
    return new Refused(BlockReason.EXPIRED, "There is no suggestion s" + id, "");
  }

  private static Refused decided(long id, String status) {
    return new Refused(
        BlockReason.BUSY,
        "Suggestion s" + id + " is " + status + ", not pending or approved",
        "Nothing more is to be done with it");
  }

  /** After the change: applied, or failed. */
  void carriedOut(ActionEntry action, Instant now) {
    boolean done = action.row().status() == ActionStatus.SUCCESS;
    if (done) {
      store.states().remove(BY_HAND, action.detail().target().toString());
    }
    store
        .suggestions()
        .find(action.row().suggestionId())
        .ifPresent(
            found -> {
              HealingSuggestion words = found.row().withActionId(action.row().id());
              keep(
                  found,
                  done
                      ? words.withStatus(SuggestionStatus.APPLIED).withAppliedAt(now)
                      : words.withStatus(SuggestionStatus.FAILED));
            });
  }

  /**
   * After it was taken back: failed when it did not help, rejected when a person wanted it so, and
   * applied as before when it was over or the program that asked for it wanted it so.
   */
  void takenBack(Intent intent, Instant now) {
    Optional<SuggestionEntry> suggestion = store.suggestions().find(intent.suggestionId());
    suggestion.ifPresent(found -> takenBack(found, intent, now));
  }

  private void takenBack(SuggestionEntry found, Intent intent, Instant now) {
    HealingSuggestion words = reviewed(found, now, intent.automatic());
    if (intent.by().equals(ForTime.OVER) || intent.by().equals(PROGRAM)) {
      return;
    }
    if (intent.automatic()) {
      keep(found, words.withStatus(SuggestionStatus.FAILED));
      return;
    }
    SuggestionDetail detail = found.detail();
    keep(
        found,
        new SuggestionEntry(
            words.withStatus(SuggestionStatus.REJECTED).withRejectionReason("rolled back"),
            detail.decided(intent.by(), detail.approvedHash(), detail.expiresAt())));
    store.rejections().save(remembered(found, intent, now));
    store.states().save(BY_HAND, Map.of(target(intent), new PluginState(1, intent.by())));
  }

  private static String target(Intent intent) {
    return intent.plan().request().target().toString();
  }

  /** Whether a person took back the last change of a target, and has approved none since. */
  boolean takenBackByHand(Target target) {
    return store.states().find(BY_HAND, target.toString()).isPresent();
  }

  private Rejection remembered(SuggestionEntry found, Intent intent, Instant now) {
    SuggestionDetail detail = found.detail();
    return new Rejection(
        detail.dedupeKey(), detail.contentHash(), urgency(intent), intent.by(), "rolled back", now);
  }

  /** That the trouble goes on is what the person accepted; only a critical one asks again. */
  private ErrorSeverity urgency(Intent intent) {
    String id = intent.incidentId();
    Optional<Incident> incident = id == null ? Optional.empty() : store.incidents().find(id);
    return incident
        .map(Incident::severity)
        .map(severity -> ErrorSeverity.higher(severity, ErrorSeverity.HIGH))
        .orElse(ErrorSeverity.HIGH);
  }

  /** Within a transaction nobody can have changed it since it was read. */
  private void keep(SuggestionEntry found, HealingSuggestion words) {
    keep(found, new SuggestionEntry(words, found.detail()));
  }

  private void keep(SuggestionEntry found, SuggestionEntry next) {
    if (!store.suggestions().change(found.row().status(), next)) {
      throw new IllegalStateException(
          "Suggestion s" + found.row().id() + " changed within a transaction");
    }
  }
}
