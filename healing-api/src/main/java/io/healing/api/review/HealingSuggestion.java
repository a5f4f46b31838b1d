package io.healing.api.review;

import java.time.Instant;
import java.util.List;
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
}
