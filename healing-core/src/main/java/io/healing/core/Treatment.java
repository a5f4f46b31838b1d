package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.store.SuggestionEntry;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A change that was decided on.
 *
 * @param suggestion the suggestion behind it
 * @param plan exactly what is to be changed
 * @param incident the incident that it is to end, or null
 * @param counterKey under which attempts for the incident are counted, or null without one
 * @param by the rule or the person behind it
 * @param automatic whether no person asked for it
 * @param gates asked once more when the intent is written
 * @param movedOn told why, when the plan does not hold any more and nothing is done
 */
record Treatment(
    SuggestionEntry suggestion,
    ActionPlan plan,
    @Nullable Incident incident,
    @Nullable String counterKey,
    String by,
    boolean automatic,
    Supplier<Decision> gates,
    Consumer<String> movedOn) {

  Subject subject() {
    return new Subject(suggestion.row().jobId());
  }

  /** The hash of the plan that was decided on; null when it is not known what a person saw. */
  @Nullable String hash() {
    return automatic ? plan.hash() : suggestion.detail().approvedHash();
  }
}
