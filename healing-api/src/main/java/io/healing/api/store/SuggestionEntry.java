package io.healing.api.store;

import io.healing.api.review.HealingSuggestion;

/**
 * A suggestion as it is stored.
 *
 * @param row the row
 * @param detail what we keep beside it
 */
public record SuggestionEntry(HealingSuggestion row, SuggestionDetail detail) {}
