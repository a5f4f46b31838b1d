package io.healing.core;

import io.healing.api.act.RecoveryStatus;
import java.util.OptionalLong;

/**
 * How an action stands that a person asked for.
 *
 * @param status how far it has come
 * @param suggestion the number of the suggestion that stands for it, as in {@code s3}; empty where
 *     none was made, because nobody may or can do it
 * @param action the number of the action, as in {@code a3}; empty while nothing was done
 * @param words one sentence for a person: what would be done, what was done, what was seen, or why
 *     not
 */
public record ActionResult(
    RecoveryStatus status, OptionalLong suggestion, OptionalLong action, String words) {}
