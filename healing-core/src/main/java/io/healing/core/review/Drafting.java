package io.healing.core.review;

import io.healing.api.act.ActionPlan;
import io.healing.api.config.LimitsConfig;
import io.healing.api.diagnose.Proposal;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionDetail;
import io.healing.api.store.SuggestionEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes suggestions of drafts, redacted. */
final class Drafting {
  private final InstantSource clock;
  private final UnaryOperator<String> redactor;
  private final LimitsConfig limits;

  Drafting(InstantSource clock, UnaryOperator<String> redactor, LimitsConfig limits) {
    this.clock = clock;
    this.redactor = redactor;
    this.limits = limits;
  }

  SuggestionEntry entry(Draft draft) {
    Instant now = clock.instant();
    return new SuggestionEntry(row(draft, now), detail(draft, now));
  }

  private HealingSuggestion row(Draft draft, Instant now) {
    Proposal proposal = draft.proposal();
    return new HealingSuggestion(
        0,
        draft.reviewId(),
        draft.subject().name(),
        proposal.category(),
        risk(draft),
        redactor.apply(proposal.title()),
        redactor.apply(proposal.description()),
        redacted(proposal.currentState()),
        redacted(proposal.suggestedChange().or(() -> summary(draft))),
        redacted(proposal.expectedImpact()),
        files(draft),
        SuggestionStatus.PENDING,
        null,
        null,
        null,
        null,
        null,
        now);
  }

  private SuggestionDetail detail(Draft draft, Instant now) {
    return new SuggestionDetail(
        draft.plan(),
        DedupeKey.of(draft),
        DedupeKey.content(draft),
        draft.incidentId(),
        draft.proposal().confidence(),
        null,
        null,
        now.plus(limits.pendingExpiry()),
        draft.session());
  }

  private static SuggestionSeverity risk(Draft draft) {
    ActionPlan plan = draft.plan();
    SuggestionSeverity said = draft.proposal().severity();
    return plan == null ? said : SuggestionSeverity.higher(said, plan.risk());
  }

  private static Optional<String> summary(Draft draft) {
    return Optional.ofNullable(draft.plan()).map(ActionPlan::summary);
  }

  private @Nullable String redacted(Optional<String> text) {
    return text.map(redactor).orElse(null);
  }

  private static List<String> files(Draft draft) {
    List<String> named = draft.proposal().affectedFiles();
    ActionPlan plan = draft.plan();
    boolean file = plan != null && plan.request().target().scheme().equals("file");
    return named.isEmpty() && plan != null && file
        ? List.of(plan.request().target().name())
        : named;
  }

  /** The pending one with the words and the plan of the newer draft. */
  static SuggestionEntry refreshed(SuggestionEntry pending, SuggestionEntry newer) {
    return new SuggestionEntry(pending.row().withWordsOf(newer.row()), newer.detail());
  }

  /** In another status, decided now. */
  static HealingSuggestion decided(
      HealingSuggestion row, SuggestionStatus status, Verdict verdict) {
    return row.withStatus(status)
        .withReviewedAt(verdict.at())
        .withReviewedBy(verdict.marker())
        .withRejectionReason(verdict.reason());
  }

  /**
   * Who decided.
   *
   * @param marker {@code auto} or {@code human}
   * @param by the rule or the person
   * @param reason why not; null for a yes
   */
  record Verdict(String marker, String by, @Nullable String reason, Instant at) {
    static final String AUTO = "auto";
    static final String HUMAN = "human";
  }
}
