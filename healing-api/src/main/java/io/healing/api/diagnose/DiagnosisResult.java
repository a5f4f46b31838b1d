package io.healing.api.diagnose;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found out about an error, in the words of its reader.
 *
 * @param id the incident that the diagnosis is of
 * @param errorEventId the event that was reported; the incident's id where a monitor found it
 * @param rootCause one sentence, or {@link Diagnosis#UNKNOWN}
 * @param confidence how sure that is
 * @param recommendedActions what to do, the most promising first; empty for nothing
 * @param analysisData what was considered: {@code confidence} as a number, {@code error_type},
 *     {@code severity}, and {@code hypothesis_1}, … with what speaks for and against each
 * @param correlatedEvents the events that seem to have the same cause; ids as in {@code
 *     errorEventId}
 * @param createdAt when this was put together
 */
public record DiagnosisResult(
    String id,
    String errorEventId,
    String rootCause,
    DiagnosisConfidence confidence,
    List<String> recommendedActions,
    Map<String, String> analysisData,
    List<String> correlatedEvents,
    Instant createdAt) {

  /** Copies the collections. */
  public DiagnosisResult {
    recommendedActions = List.copyOf(recommendedActions);
    analysisData = Collections.unmodifiableMap(new TreeMap<>(analysisData));
    correlatedEvents = List.copyOf(correlatedEvents);
  }

  /** Whether nothing is known; a person must look. */
  public boolean isUnknown() {
    return rootCause.equals(Diagnosis.UNKNOWN);
  }
}
