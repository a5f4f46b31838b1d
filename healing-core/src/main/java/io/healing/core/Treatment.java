package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.decide.Decision;
import io.healing.api.detect.Incident;
import io.healing.api.store.SuggestionEntry;
import java.time.Duration;
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
 * @param counting what of it is counted under that key
 * @param limit asked when it begins: how long it may take, zero when it is too late for it; null
 *     for {@code recovery.recovery_timeout}
 */
record Treatment(
    SuggestionEntry suggestion,
    ActionPlan plan,
    @Nullable Incident incident,
    @Nullable String counterKey,
    String by,
    boolean automatic,
    Supplier<Decision> gates,
    Consumer<String> movedOn,
    Counting counting,
    @Nullable Supplier<Duration> limit) {

  /** What of a change is counted for its incident's key. */
  enum Counting {
    /**
     * It is an attempt by itself: counted when it begins, and as a failure when it cannot be made.
     */
    WHOLE,
    /** It begins an attempt whose end is told later. */
    BEGIN,
    /** It goes on with an attempt that was counted. */
    GO_ON
  }

  /** A change that is an attempt by itself. */
  Treatment(
      SuggestionEntry suggestion,
      ActionPlan plan,
      @Nullable Incident incident,
      @Nullable String counterKey,
      String by,
      boolean automatic,
      Supplier<Decision> gates,
      Consumer<String> movedOn) {
    this(
        suggestion,
        plan,
        incident,
        counterKey,
        by,
        automatic,
        gates,
        movedOn,
        Counting.WHOLE,
        null);
  }

  /** The same as a part of a longer attempt. */
  Treatment as(Counting part, Supplier<Duration> most) {
    return new Treatment(
        suggestion, plan, incident, counterKey, by, automatic, gates, movedOn, part, most);
  }

  Subject subject() {
    return new Subject(suggestion.row().jobId());
  }

  /** The hash of the plan that was decided on; null when it is not known what a person saw. */
  @Nullable String hash() {
    return automatic ? plan.hash() : suggestion.detail().approvedHash();
  }
}
