package io.healing.core.act;

import io.healing.api.store.ActionEntry;
import io.healing.api.store.IntentState;
import org.jspecify.annotations.Nullable;

/**
 * How an order ended.
 *
 * @param intentId the intent in the journal
 * @param state {@code DONE}: the change is in place; {@code FAILED}: it is not; {@code UNSETTLED}:
 *     nobody can tell, and a person must look
 * @param entry the action as stored; null only when the order had been {@linkplain Acting#abandon
 *     abandoned}, which has stored it already
 * @param note why it failed, or what the remediator said; redacted, may be empty
 */
public record Applied(long intentId, IntentState state, @Nullable ActionEntry entry, String note) {}
