package io.healing.core.act;

import io.healing.api.act.ActionPlan;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.store.SuggestionEntry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An order to carry out a suggestion.
 *
 * @param suggestion the suggestion, pending or approved
 * @param plan exactly what is to be changed
 * @param situation what is known of the subject now
 * @param by the rule or the person behind it
 * @param automatic whether no person asked for it
 * @param incident the incident that it is to end, or null
 * @param counterKey under which attempts for the incident are counted, or null without one
 * @param gates asked once more inside the transaction that writes the intent; only {@link
 *     Decision.Heal} lets it pass
 * @param beforeIntent run inside the same transaction, after the gates: it counts the attempt
 */
public record Order(
    SuggestionEntry suggestion,
    ActionPlan plan,
    Situation situation,
    String by,
    boolean automatic,
    @Nullable Incident incident,
    @Nullable String counterKey,
    Supplier<Decision> gates,
    Runnable beforeIntent) {}
