package io.healing.api.learn;

import java.time.Instant;
import java.util.List;

/**
 * What was learned from the newest actions, at most 1,000.
 *
 * @param at when this was worked out
 * @param actions from how many actions whose outcome is known
 * @param byAction how every type of action did, the most tried first
 * @param byErrorType how the repairs of every type of error did, the most tried first
 * @param bySeverity how the repairs of every severity did, the most tried first
 * @param trend where the scores go
 * @param patterns why there are no factors, causes and opportunities; empty when they were looked
 *     for
 * @param successFactors what repairs that helped have in common, the most frequent first
 * @param failureCauses what repairs that did not help have in common, the most frequent first
 * @param opportunities what would be worth a look: a type of action whose mean score is below 0.7
 *     with at least 5 tries; a cause that was seen at least 5 times in the last 50 actions
 */
public record Insights(
    Instant at,
    int actions,
    List<Rate> byAction,
    List<Rate> byErrorType,
    List<Rate> bySeverity,
    Trend trend,
    String patterns,
    List<Insight> successFactors,
    List<Insight> failureCauses,
    List<Insight> opportunities) {

  /** Copies the lists. */
  public Insights {
    byAction = List.copyOf(byAction);
    byErrorType = List.copyOf(byErrorType);
    bySeverity = List.copyOf(bySeverity);
    successFactors = List.copyOf(successFactors);
    failureCauses = List.copyOf(failureCauses);
    opportunities = List.copyOf(opportunities);
  }
}
