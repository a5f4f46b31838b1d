package io.healing.core.act;

import io.healing.api.store.IntentState;
import java.time.Instant;

/**
 * What became of an intent.
 *
 * @param state done, failed or unsettled
 * @param note why, or what the remediator said
 * @param since from when what is seen tells whether it helped
 */
record Outcome(IntentState state, String note, Instant since) {}
