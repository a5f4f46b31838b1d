package io.healing.core.act;

import io.healing.api.decide.BlockReason;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.IntentState;
import org.jspecify.annotations.Nullable;

/**
 * How taking an action back ended.
 *
 * @param intentId the intent in the journal; 0 when it was refused before one was written
 * @param state {@code DONE}: the world is as before the action; {@code FAILED}: nothing was
 *     changed; {@code UNSETTLED}: nobody can tell, and a person must look
 * @param entry the action as stored now
 * @param note why not, redacted; empty when it was taken back
 * @param refusal why it was not begun, or null when it was
 */
public record Undone(
    long intentId,
    IntentState state,
    ActionEntry entry,
    String note,
    @Nullable BlockReason refusal) {}
