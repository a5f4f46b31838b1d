package io.healing.core.act;

import io.healing.api.store.ActionEntry;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentState;
import org.jspecify.annotations.Nullable;

/**
 * An intent that nobody was carrying out any more, and what became of it.
 *
 * @param intent the intent as it was found
 * @param state {@code DONE}: it had taken effect; {@code FAILED}: it had not; {@code UNSETTLED}: a
 *     person must look; {@code OPEN}: nobody here has the remediator, it is left for one who has
 * @param entry the action as stored now; null while the intent is open
 * @param note the finding in words, redacted
 */
public record Settled(Intent intent, IntentState state, @Nullable ActionEntry entry, String note) {}
