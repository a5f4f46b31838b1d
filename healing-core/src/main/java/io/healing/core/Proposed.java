package io.healing.core;

import io.healing.api.store.SuggestionEntry;
import org.jspecify.annotations.Nullable;

/**
 * A proposal with the suggestion that was kept of it.
 *
 * @param planned the proposal and its plan
 * @param suggestion the stored suggestion, or null when a person rejected the same before
 * @param rejection who rejected it and why, in words; empty when nobody did
 */
record Proposed(Planned planned, @Nullable SuggestionEntry suggestion, String rejection) {}
