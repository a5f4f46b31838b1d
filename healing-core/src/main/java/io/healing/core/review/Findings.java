package io.healing.core.review;

import org.jspecify.annotations.Nullable;

/**
 * What a review came to.
 *
 * @param suggestions how many suggestions it made
 * @param autoApplied how many of them were applied without a person
 * @param aiTokens how many tokens a language model used, or null where none was asked
 */
public record Findings(int suggestions, int autoApplied, @Nullable Long aiTokens) {}
