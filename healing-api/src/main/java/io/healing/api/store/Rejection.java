package io.healing.api.store;

import io.healing.api.detect.ErrorSeverity;
import java.time.Instant;

/**
 * A person's no, remembered until it is lifted, the content differs or it becomes more urgent.
 *
 * @param dedupeKey what was rejected
 * @param contentHash what had been analysed
 * @param urgency how urgent it was
 * @param by the person
 * @param reason why not
 * @param at when
 */
public record Rejection(
    String dedupeKey,
    String contentHash,
    ErrorSeverity urgency,
    String by,
    String reason,
    Instant at) {}
