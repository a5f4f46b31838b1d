package io.healing.core;

import io.healing.api.decide.DecisionRecord;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentEnd;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which incidents and suggestions, of those that were decided on, are over, and how they ended. */
final class Past {
  private Past() {}

  static Map<String, String> over(HealingStore store, List<DecisionRecord> decisions) {
    Map<String, String> over = new HashMap<>();
    decisions.stream()
        .map(DecisionRecord::topic)
        .distinct()
        .forEach(topic -> end(store, topic).ifPresent(how -> over.put(topic, how)));
    return over;
  }

  private static Optional<String> end(HealingStore store, String topic) {
    if (topic.startsWith("i-")) {
      return store.incidents().find(topic).filter(Incident::ended).map(Past::words);
    }
    return topic.matches("s[0-9]{1,18}")
        ? store
            .suggestions()
            .find(Long.parseLong(topic.substring(1)))
            .filter(entry -> entry.row().status() != SuggestionStatus.PENDING)
            .filter(entry -> entry.row().status() != SuggestionStatus.APPROVED)
            .map(SuggestionEntry::standing)
        : Optional.empty();
  }

  private static String words(Incident incident) {
    IncidentEnd end = incident.end();
    return end == null ? "ended" : end.word();
  }
}
