package io.healing.api.review;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A change that a review proposes, as stored; for the policy or for a person to decide.
 *
 * @param id the row's number
 * @param reviewId the review that made it
 * @param jobId the job or other subject that would be changed
 * @param category what it improves
 * @param severity the risk of the change
 * @param title what it does, in a few words
 * @param description what it does and why, in full
 * @param currentState how things are now; null where there is nothing to show
 * @param suggestedChange how they would be; null where there is nothing to show
 * @param expectedImpact what should get better; null where nothing was said
 * @param affectedFiles paths of the files that would change; empty for none
 * @param status where it stands
 * @param reviewedAt when it was decided; null while it waits
 * @param reviewedBy {@code auto} or {@code human}; null while it waits
 * @param rejectionReason why it was refused; null unless it was
 * @param appliedAt when the change took place; null unless it did
 * @param actionId the action that carried it out; null where there is none
 * @param createdAt when the row was written
 */
public record HealingSuggestion(
    long id,
    long reviewId,
    String jobId,
    SuggestionCategory category,
    SuggestionSeverity severity,
    String title,
    String description,
    @Nullable String currentState,
    @Nullable String suggestedChange,
    @Nullable String expectedImpact,
    List<String> affectedFiles,
    SuggestionStatus status,
    @Nullable Instant reviewedAt,
    @Nullable String reviewedBy,
    @Nullable String rejectionReason,
    @Nullable Instant appliedAt,
    @Nullable Long actionId,
    Instant createdAt) {

  /** Copies the list. */
  public HealingSuggestion {
    affectedFiles = List.copyOf(affectedFiles);
  }

  /** With this number. */
  public HealingSuggestion withId(long id) {
    return with(copy -> copy.id = id);
  }

  /** With what a newer one says: category, risk, texts and files. */
  public HealingSuggestion withWordsOf(HealingSuggestion newer) {
    return with(copy -> copy.words = newer);
  }

  /** With where it stands. */
  public HealingSuggestion withStatus(SuggestionStatus status) {
    return with(copy -> copy.status = status);
  }

  /** With when it was decided. */
  public HealingSuggestion withReviewedAt(@Nullable Instant reviewedAt) {
    return with(copy -> copy.reviewedAt = reviewedAt);
  }

  /** With who decided, {@code auto} or {@code human}. */
  public HealingSuggestion withReviewedBy(@Nullable String reviewedBy) {
    return with(copy -> copy.reviewedBy = reviewedBy);
  }

  /** With why it was refused. */
  public HealingSuggestion withRejectionReason(@Nullable String rejectionReason) {
    return with(copy -> copy.rejectionReason = rejectionReason);
  }

  /** With when the change took place. */
  public HealingSuggestion withAppliedAt(@Nullable Instant appliedAt) {
    return with(copy -> copy.appliedAt = appliedAt);
  }

  /** With the action that carried it out. */
  public HealingSuggestion withActionId(@Nullable Long actionId) {
    return with(copy -> copy.actionId = actionId);
  }

  private HealingSuggestion with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.row();
  }

  /** Written only before the row that is made of it is published. */
  private static final class Copy {
    private final HealingSuggestion from;
    private HealingSuggestion words;
    private long id;
    private SuggestionStatus status;
    private @Nullable Instant reviewedAt;
    private @Nullable String reviewedBy;
    private @Nullable String rejectionReason;
    private @Nullable Instant appliedAt;
    private @Nullable Long actionId;

    Copy(HealingSuggestion from) {
      this.from = from;
      words = from;
      id = from.id;
      status = from.status;
      reviewedAt = from.reviewedAt;
      reviewedBy = from.reviewedBy;
      rejectionReason = from.rejectionReason;
      appliedAt = from.appliedAt;
      actionId = from.actionId;
    }

    HealingSuggestion row() {
      return new HealingSuggestion(
          id,
          from.reviewId,
          from.jobId,
          words.category,
          words.severity,
          words.title,
          words.description,
          words.currentState,
          words.suggestedChange,
          words.expectedImpact,
          words.affectedFiles,
          status,
          reviewedAt,
          reviewedBy,
          rejectionReason,
          appliedAt,
          actionId,
          from.createdAt);
    }
  }
}
