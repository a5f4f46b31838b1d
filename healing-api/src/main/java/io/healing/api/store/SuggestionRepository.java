package io.healing.api.store;

import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was proposed. */
public interface SuggestionRepository {
  /** Keeps a new suggestion; its id 0 is replaced by the one returned. */
  long add(HealingSuggestion suggestion, SuggestionDetail detail);

  /** One suggestion. */
  Optional<SuggestionEntry> find(long id);

  /**
   * Changes a suggestion if its status still is as expected.
   *
   * @return false when somebody else was first; nothing is changed then
   */
  boolean change(SuggestionStatus expected, SuggestionEntry next);

  /** The pending or approved one with this key. */
  Optional<SuggestionEntry> open(String dedupeKey);

  /** All that are approved and not applied, oldest first, at most 1,000. */
  List<SuggestionEntry> approved();

  /** All pending ones that expire at or before this moment, at most 1,000. */
  List<SuggestionEntry> expired(Instant at);

  /** Newest first. */
  List<SuggestionEntry> page(Page page);

  /** How many are pending. */
  int pending();
}
