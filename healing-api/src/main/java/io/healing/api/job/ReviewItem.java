package io.healing.api.job;

import java.time.Instant;

/**
 * Something the host hands in for a review: a session with a language model, or a workflow.
 *
 * @param id the host's own id
 * @param at when it took place
 * @param text what was said or done; redacted before anybody sees it
 */
public record ReviewItem(String id, Instant at, String text) {}
