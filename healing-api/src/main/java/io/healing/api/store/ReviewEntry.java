package io.healing.api.store;

import io.healing.api.review.HealingReview;

/**
 * A review as it is stored.
 *
 * @param row the row
 * @param detail what we keep beside it
 */
public record ReviewEntry(HealingReview row, ReviewDetail detail) {}
