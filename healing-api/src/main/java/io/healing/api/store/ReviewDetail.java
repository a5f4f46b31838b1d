package io.healing.api.store;

import io.healing.api.review.ReviewKind;
import org.jspecify.annotations.Nullable;

/**
 * What we keep of a review beside its row.
 *
 * @param kind what it was made for
 * @param instance who makes it
 * @param incidentId the incident, or null
 */
public record ReviewDetail(ReviewKind kind, long instance, @Nullable String incidentId) {}
