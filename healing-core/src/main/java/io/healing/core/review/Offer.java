package io.healing.core.review;

import io.healing.api.store.Rejection;
import io.healing.api.store.SuggestionEntry;
import org.jspecify.annotations.Nullable;

/**
 * What became of a draft.
 *
 * @param outcome what was done with it
 * @param entry the suggestion as it is stored; as it would have been stored, with id 0, when a
 *     person said no to it
 * @param rejection the no, or null
 */
public record Offer(Outcome outcome, SuggestionEntry entry, @Nullable Rejection rejection) {

  /** What is done with a draft. */
  public enum Outcome {
    /** It is a new suggestion. */
    NEW,
    /** The same one is pending: it says now what the draft says. */
    REFRESHED,
    /** The same one is approved and is about to be applied: it stays as it is. */
    APPROVED,
    /** A person said no to the same, and nothing is different since: it is not stored. */
    SILENT
  }
}
