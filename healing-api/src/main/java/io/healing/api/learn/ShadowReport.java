package io.healing.api.learn;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What Healing would have done in a period if it had been allowed to, and whether it would have
 * helped. Of the newest 1,000 suggestions.
 *
 * @param from the beginning of the period
 * @param to when the report was made
 * @param entries the changes that were not made without a person, the newest first
 */
public record ShadowReport(Instant from, Instant to, List<ShadowEntry> entries) {
  /** Copies the list. */
  public ShadowReport {
    entries = List.copyOf(entries);
  }

  /** How many there are of every answer, zeros included. */
  public Map<ShadowAnswer, Integer> totals() {
    Map<ShadowAnswer, Integer> totals = new EnumMap<>(ShadowAnswer.class);
    for (ShadowAnswer answer : ShadowAnswer.values()) {
      totals.put(answer, 0);
    }
    entries.forEach(entry -> totals.merge(entry.answer(), 1, Integer::sum));
    return totals;
  }
}
