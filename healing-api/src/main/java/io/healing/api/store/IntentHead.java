package io.healing.api.store;

import io.healing.api.Subject;
import java.time.Instant;

/**
 * The little of an intent that limits count.
 *
 * @param id the number in the store
 * @param subject whom it was for
 * @param automatic whether no person asked for it
 * @param begunAt when
 */
public record IntentHead(long id, Subject subject, boolean automatic, Instant begunAt) {}
