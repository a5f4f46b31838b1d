package io.healing.core.act;

import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A copy of a suggestion's row with other words on how it stands. */
final class Rewording {
  private final HealingSuggestion from;
  private SuggestionStatus status;
  private @Nullable Instant reviewedAt;
  private @Nullable String reviewedBy;
  private @Nullable String rejectionReason;
  private @Nullable Instant appliedAt;
  private @Nullable Long actionId;

  private Rewording(HealingSuggestion from) {
    this.from = from;
    status = from.status();
    reviewedAt = from.reviewedAt();
    reviewedBy = from.reviewedBy();
    rejectionReason = from.rejectionReason();
    appliedAt = from.appliedAt();
    actionId = from.actionId();
  }

  static Rewording of(HealingSuggestion from) {
    return new Rewording(from);
  }

  Rewording status(SuggestionStatus next) {
    status = next;
    return this;
  }

  Rewording reviewed(Instant at, boolean automatic) {
    reviewedAt = at;
    reviewedBy = automatic ? "auto" : "human";
    return this;
  }

  Rewording reason(String why) {
    rejectionReason = why;
    return this;
  }

  Rewording applied(Instant at) {
    appliedAt = at;
    return this;
  }

  Rewording action(long id) {
    actionId = id;
    return this;
  }

  HealingSuggestion done() {
    return new HealingSuggestion(
        from.id(),
        from.reviewId(),
        from.jobId(),
        from.category(),
        from.severity(),
        from.title(),
        from.description(),
        from.currentState(),
        from.suggestedChange(),
        from.expectedImpact(),
        from.affectedFiles(),
        status,
        reviewedAt,
        reviewedBy,
        rejectionReason,
        appliedAt,
        actionId,
        from.createdAt());
  }
}
