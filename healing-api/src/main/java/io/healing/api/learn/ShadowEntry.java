package io.healing.api.learn;

import io.healing.api.Subject;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change that Healing did not make by itself.
 *
 * @param suggestion the number of the suggestion
 * @param at when it was proposed
 * @param subject whom it concerns
 * @param what what would have been done, in one line
 * @param status where the suggestion stands
 * @param answer whether it would have helped
 * @param why what the answer rests on, in words
 * @param blockedBy why it was not made, or null where no decision is kept
 * @param allowedBy which setting would have allowed it; empty where none would
 */
public record ShadowEntry(
    long suggestion,
    Instant at,
    Subject subject,
    String what,
    SuggestionStatus status,
    ShadowAnswer answer,
    String why,
    @Nullable BlockReason blockedBy,
    String allowedBy) {}
