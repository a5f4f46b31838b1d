package io.healing.api.store;

import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal: what is about to be done, with all that is needed to tell afterwards
 * whether it was done and to take it back.
 *
 * @param id the number in the store, 0 before it is stored
 * @param kind a change, or taking one back
 * @param subject whom it is for
 * @param suggestionId the suggestion behind it
 * @param actionId the action to be taken back; 0 for a change
 * @param plan exactly what would change, with the states before and after
 * @param incidentKey the key of the incident, or null
 * @param incidentId the incident, or null
 * @param by the rule or the person behind it
 * @param automatic whether no person asked for it: only such count against the limits
 * @param instance who does it
 * @param state how it stands
 * @param begunAt when it was written
 * @param settledAt when it was settled, or null
 * @param note how it was settled, in words; may be empty
 */
public record Intent(
    long id,
    IntentKind kind,
    Subject subject,
    long suggestionId,
    long actionId,
    ActionPlan plan,
    @Nullable String incidentKey,
    @Nullable String incidentId,
    String by,
    boolean automatic,
    long instance,
    IntentState state,
    Instant begunAt,
    @Nullable Instant settledAt,
    String note) {}
